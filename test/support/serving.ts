import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { BINARY } from './binary.js';
import type { UserHome } from './user-home.js';

/** The built program, serving HTTP. */
export interface Serving {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  /** End it as a person would, and give its exit code. */
  stop(): Promise<number | null>;
}

/** Run `serve` on a free port until it says where it is. */
export async function startServing(user: UserHome): Promise<Serving> {
  const args = [BINARY, 'serve', '--port', '0', '--log-level', 'critical'];
  const child = spawn(process.execPath, args, { env: user.env, cwd: user.folder });
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
    async stop() {
      child.kill('SIGTERM');
      const [exitCode] = await ended;
      return exitCode;
    },
  };
}
