import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { lateModules } from '../../scripts/late-modules.js';
import type { Plugin } from '../../scripts/third-party-notices.js';

const tsup = createRequire(createRequire(import.meta.url).resolve('tsup'));
const { build } = tsup('esbuild') as Parameters<Plugin['setup']>[0]['esbuild'];

/** Bundle a program as the binaries are, and run it: which modules it asked for at each step. */
async function asked(program: string): Promise<string[][]> {
  const { outputFiles } = await build({
    stdin: { contents: program, loader: 'ts' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    plugins: [lateModules],
    write: false,
  });
  const load = createRequire(import.meta.url);
  const steps: string[][] = [[]];
  const spy = (name: string): unknown => {
    steps.at(-1)?.push(name);
    return load(name);
  };
  const step = (): void => void steps.push([]);
  new Function('require', 'module', 'step', outputFiles[0]?.text ?? '')(spy, { exports: {} }, step);
  return steps;
}

describe('a module that is loaded late', () => {
  it('is asked for when a member is first used, once for each', async () => {
    const use = 'createHash("sha256"); randomUUID(); createHash("sha256");';
    const steps = await asked(
      `import { createHash, randomUUID } from 'node:crypto'; step(); ${use} step(); ${use}`,
    );
    expect(steps).toEqual([[], ['node:crypto', 'node:crypto'], []]);
  });

  it('is the same under each of its names, and asked for once for both', async () => {
    const use = 'if (crypto.createHash !== other.createHash) throw new Error();';
    const imports = "import crypto from 'crypto'; import * as other from 'node:crypto';";
    expect((await asked(`${imports} step(); ${use} step(); ${use}`)).at(-1)).toEqual([]);
  });
});
