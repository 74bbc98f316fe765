import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { afterAll, beforeAll } from 'vitest';

/** Below core, so that the program finds what cannot be bundled: SQLite. */
const CACHE = fileURLToPath(new URL('../../../core/node_modules/.test-programs/', import.meta.url));

const CORE = fileURLToPath(new URL('../../../core/src/index.ts', import.meta.url));

/** A running session, as the client at the other end of its pipes sees it. */
export interface Session {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has written to stdout so far. */
  stdout(): string;
  stderr(): string;
  send(...messages: unknown[]): void;
  /** Resolves, when it has ended, to its exit code or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

function watch(child: ChildProcessWithoutNullStreams): Session {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    send: (...messages) => {
      child.stdin.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
    },
    ended: once(child, 'close').then(([code, signal]) => code ?? signal),
  };
}

/** Build the program `stdio-session` before the tests of a file. Gives its command line and what starts it. */
export function useSession(): {
  command: (folder: string) => { command: string; args: string[] };
  start: (folder: string) => Session;
} {
  let output = '';
  beforeAll(async () => {
    await mkdir(CACHE, { recursive: true });
    output = await mkdtemp(join(CACHE, 'session-'));
    await build({
      config: false,
      entry: { session: fileURLToPath(new URL('./stdio-session.ts', import.meta.url)) },
      outDir: output,
      outExtension: () => ({ js: '.mjs' }),
      format: 'esm',
      target: 'node20',
      platform: 'node',
      splitting: true,
      noExternal: [/^(?!@photostructure|pg$|node:)/],
      external: ['@photostructure/sqlite', 'pg'],
      // Bundled packages of the older kind still call for their modules.
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
      esbuildOptions: (options) => {
        options.alias = { '@mcp-orchestration/core': CORE };
      },
      silent: true,
    });
  });
  afterAll(() => rm(output, { recursive: true, force: true }));
  const command = (folder: string) => ({
    command: process.execPath,
    args: [join(output, 'session.mjs'), folder],
  });
  return {
    command,
    start: (folder) => watch(spawn(command(folder).command, command(folder).args)),
  };
}
