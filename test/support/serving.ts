import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { BINARY } from './binary.js';
import type { UserHome } from './user-home.js';

/** The built program, serving HTTP. */
export interface Serving {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  readonly pid: number | undefined;
  /** What it has printed so far, on both streams. */
  printed(): string;
  /** End it as a person would, and give its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** How a server is started. */
export interface ServingOptions {
  /** Options of `serve`. A later one goes over an earlier one: a free port, and a quiet log, unless given. */
  readonly args?: readonly string[];
  /** Variables beside the user's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
}

/** Run `serve` on a free port until it says where it is. */
export async function startServing(
  user: UserHome,
  { args = [], env = {}, nodeOptions = [] }: ServingOptions = {},
): Promise<Serving> {
  const serve = [...nodeOptions, BINARY, 'serve', '--port', '0', '--log-level', 'critical', ...args];
  const child = spawn(process.execPath, serve, { env: { ...user.env, ...env }, cwd: user.folder });
  const ended = once(child, 'close') as Promise<[number | null]>;
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (text: string): void => {
      said += text;
      const address = /(http:\/\/\S+:\d+)\n/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    ended.then(() => reject(new Error(`serve ended: ${said}`)), reject);
  });
  return {
    url,
    pid: child.pid,
    printed: () => said,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [exitCode] = await ended;
      return exitCode;
    },
  };
}
