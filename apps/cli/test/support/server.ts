import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll } from 'vitest';
import { binary, environment, type User } from './cli.js';

/** A server that a binary runs. */
export interface RunningServer {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it printed so far. */
  readonly printed: { stdout: string; stderr: string };
  /** Send a signal, and wait for the end: the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Start a server on a free port and wait until it says where it listens. It ends with the tests, if not before. */
export async function startServer(
  user: User,
  args: readonly string[],
  options: { readonly bin?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<RunningServer> {
  const child = spawn(process.execPath, [binary(options.bin), ...args], {
    env: { ...environment(user), ...options.env },
    cwd: user.directory,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  afterAll(() => void child.kill('SIGKILL'));
  const printed = { stdout: '', stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.stderr += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`The server exits ${code}: ${printed.stderr}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.stdout += text;
      const [found] = /http:\/\/\S+?(?=["\s])/.exec(printed.stdout) ?? [];
      if (found !== undefined && /stop it|token_command/.test(printed.stdout)) resolve(found);
    });
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return { url, child, printed, stop };
}
