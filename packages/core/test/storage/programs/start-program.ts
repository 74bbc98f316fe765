import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { afterAll, beforeAll } from 'vitest';

/** Below the package, so that the programs find its dependencies. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.test-programs/', import.meta.url));

/** A process that runs a program of this folder. */
export interface Program {
  readonly child: ChildProcess;
  /** What it has printed so far, line by line. */
  readonly lines: string[];
  /** What it has printed on stderr so far. */
  complaints(): string;
  /** Resolves, when it has ended, to its exit code or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Start the program, as another account where one is given. */
export type StartProgram = (args: readonly string[], account?: { uid: number; gid: number }) => Program;

function start(command: readonly string[], account = {}): Program {
  const child = spawn(process.execPath, command, { ...account, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, lines, complaints: () => complaints, ended };
}

/** Build a program of this folder, or `beside` another module, before the tests of a file. Gives a function that starts it. */
export function useProgram(name: string, beside = import.meta.url): StartProgram {
  let folder = '';
  beforeAll(async () => {
    await mkdir(CACHE, { recursive: true });
    folder = await mkdtemp(join(CACHE, `${name}-`));
    await build({
      config: false,
      entry: { [name]: fileURLToPath(new URL(`./${name}.ts`, beside)) },
      outDir: folder,
      outExtension: () => ({ js: '.mjs' }),
      format: 'esm',
      target: 'node20',
      platform: 'node',
      external: ['@photostructure/sqlite', 'pg', 'yaml'],
      silent: true,
    });
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return (args, account) => start([join(folder, `${name}.mjs`), ...args], account);
}
