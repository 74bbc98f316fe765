import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The built program. */
export const BINARY = fileURLToPath(new URL('../../apps/cli/dist/bin/mcp-orchestration.js', import.meta.url));

/** What a program left behind. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface RunOptions {
  /** The whole environment: nothing of this process's own reaches the program. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** What it reads; nothing unless given. */
  readonly stdin?: string | undefined;
}

/** Run a program to its end. */
export function run(
  [command, ...args]: readonly [string, ...string[]],
  { env, cwd, stdin = '' }: RunOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** Run the built program to its end. */
export function runBinary(args: readonly string[], options: RunOptions): Promise<Ended> {
  return run([process.execPath, BINARY, ...args], options);
}
