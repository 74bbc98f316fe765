import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from '../../support/binary.js';
import { makeUserHome } from '../../support/user-home.js';

/** The built program, serving in a process of its own whose heap can be looked at. */
export interface ProbedServer {
  readonly url: string;
  readonly port: number;
  /** The headers of an administrator. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes in use, after a forced collection. */
  heap(): Promise<number>;
  /** End it by SIGTERM: its exit code, and how long that took, in milliseconds. */
  stop(): Promise<{ readonly exitCode: number | null; readonly took: number }>;
  /** End it, if it has not ended, and remove its home. */
  remove(): Promise<void>;
}

const API_KEY = 'the-key-of-an-administrator-under-load';
const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));

/** Start the program with a key, a draft and a release for Cursor. */
export async function startProbed(): Promise<ProbedServer> {
  const user = await makeUserHome();
  const command = async (...args: string[]): Promise<void> => {
    const ended = await run([process.execPath, BINARY, ...args], { env: user.env, cwd: user.folder });
    if (ended.exitCode !== 0) throw new Error(`${args.join(' ')}: ${ended.stderr}`);
  };
  await command('init');
  await command('draft', 'add', 'memory', '-c', 'cursor');
  await command('publish', '-c', 'cursor');
  const args = ['--expose-gc', '--import', PROBE, BINARY, 'serve', '--port', '0', '--log-level', 'critical'];
  const env = { ...user.env, MCP_ORCHESTRATION_API_KEY: API_KEY, MCP_ORCHESTRATION_API_KEY_ROLE: 'admin' };
  const child = spawn(process.execPath, args, {
    env,
    cwd: user.folder,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let said = '';
  for await (const piece of child.stdout ?? []) {
    said += piece;
    if (said.includes('stop it')) break;
  }
  const url = /http:\/\/\S+/.exec(said)?.[0];
  if (url === undefined) throw new Error(`The server did not start: ${said}`);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  return {
    url,
    port: Number(new URL(url).port),
    headers: { 'x-api-key': API_KEY },
    async heap() {
      child.send('heap');
      const [{ heap_used }] = (await once(child, 'message')) as [{ heap_used: number }];
      return heap_used;
    },
    async stop() {
      const start = performance.now();
      child.kill('SIGTERM');
      return { exitCode: await ended, took: performance.now() - start };
    },
    async remove() {
      child.kill('SIGKILL');
      await ended;
      await user.remove();
    },
  };
}
