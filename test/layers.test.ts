import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** The names of the rules that a set of folders breaks. */
async function brokenRules(...folders: string[]): Promise<string[]> {
  const command = [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--output-type',
    'json',
    ...folders,
  ];
  const { stdout } = await run(process.execPath, command, { cwd: root, maxBuffer: 1 << 28 }).catch(
    (error: { stdout: string }) => error,
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

/** Modules that each break one rule, at places where they would. */
const OFFENDERS: readonly [rule: string, file: string, source: string][] = [
  ['core-stands-alone', 'packages/core/src/deploy/zz-offender.ts', "export * from 'hono';"],
  [
    'core-stands-alone',
    'packages/core/src/zz-offender.ts',
    "export * from '@modelcontextprotocol/sdk/types.js';",
  ],
  ['siblings-never-meet', 'packages/http/src/zz-offender.ts', "export * from '../../auth/src/secret.js';"],
  ['hono-in-http-alone', 'apps/cli/src/zz-offender.ts', "export * from 'hono';"],
  [
    'mcp-sdk-in-mcp-stdio-alone',
    'packages/http/src/zz-offender.ts',
    "export * from '@modelcontextprotocol/sdk/types.js';",
  ],
  [
    'operations-are-the-top-of-core',
    'packages/core/src/drafts/zz-offender.ts',
    "export * from '../operations/fields.js';",
  ],
  [
    'domain-knows-no-storage',
    'packages/core/src/drafts/zz-offender.ts',
    "export * from '../storage/write-queue.js';",
  ],
  ['domain-knows-no-storage', 'packages/core/src/operations/zz-offender.ts', "export * from 'kysely';"],
  [
    'storage-knows-no-domain-logic',
    'packages/core/src/storage/zz-offender.ts',
    "export * from '../drafts/draft.js';",
  ],
  ['ports-are-types', 'packages/core/src/ports/zz-offender.ts', "export * from '../drafts/draft.js';"],
  [
    'testing-stays-out-of-products',
    'packages/auth/src/zz-offender.ts',
    "export * from '../../core/src/testing/index.js';",
  ],
];

const placed = new Set<string>();
afterAll(async () => {
  for (const file of placed) await rm(join(root, file), { force: true });
});

describe('the layers', () => {
  it('are kept by every module', async () => {
    expect(
      await brokenRules(
        'packages/core/src',
        'packages/auth/src',
        'packages/http/src',
        'packages/mcp-stdio/src',
        'apps/cli/src',
      ),
    ).toEqual([]);
  });

  it.each(OFFENDERS)('%s is broken by %s', async (rule, file, source) => {
    placed.add(file);
    await writeFile(join(root, file), `${source}\n`);
    try {
      expect(await brokenRules(file)).toContain(rule);
    } finally {
      await rm(join(root, file));
    }
  });

  it('are switched off nowhere', async () => {
    for (const folder of ['packages', 'apps']) {
      for (const name of await sources(join(root, folder))) {
        expect(await readFile(name, 'utf8'), name).not.toMatch(/depcruise-ignore|dependency-cruiser-disable/);
      }
    }
  });
});

async function sources(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sources(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** What a tool says of the workspace; nothing where it finds nothing. */
async function complaints(...command: string[]): Promise<string> {
  try {
    await run(process.execPath, command, { cwd: root, maxBuffer: 1 << 26 });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}` || String(error);
  }
}

// In this file, so that no offender stands in the tree while these tools look at it.
describe('the workspace is tidy', () => {
  it('every type holds, strictly', async () => {
    expect(await complaints('node_modules/typescript/bin/tsc', '-p', '.', '--noEmit')).toBe('');
  }, 180_000);

  it('format and lint find nothing', async () => {
    expect(await complaints('node_modules/@biomejs/biome/bin/biome', 'ci', '.')).toBe('');
  }, 60_000);

  it('no code, export or dependency is without use', async () => {
    expect(await complaints('node_modules/knip/bin/knip.js', '--no-config-hints')).toBe('');
  }, 120_000);
});
