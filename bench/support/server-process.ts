import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPeers } from './install-peers.js';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** The processor time that it has used, user and system, in seconds. */
  processorTime(): Promise<number>;
  close(): Promise<void>;
}

/** What bare routes answer: one body, or one for each path that the pattern matches. */
export interface BareRoute {
  readonly method: 'GET' | 'POST';
  readonly pattern: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly bodies?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Start bare Hono routes on `@hono/node-server`, of the versions that the product has. */
export async function startBare(routes: readonly BareRoute[]): Promise<ServerProcess> {
  const folder = await installPeers(...['hono', '@hono/node-server'].map(asProductHas));
  const program = join(folder, 'bare-server.mjs');
  copyFileSync('bench/support/bare-server.mjs', program);
  const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(routes);
  const [{ url }] = await once(child, 'message');
  return {
    url,
    pid: child.pid ?? 0,
    async processorTime() {
      child.send('processor time');
      const [{ seconds }] = await once(child, 'message');
      return seconds;
    },
    close: () => end(child),
  };
}

function asProductHas(name: string): string {
  const manifest = readFileSync(`packages/http/node_modules/${name}/package.json`, 'utf8');
  return `${name}@${(JSON.parse(manifest) as { version: string }).version}`;
}

/**
 * Start the product's server as it is built and as it is set up without any flag, its log (of level info) going into
 * a file of the home.
 * @param token Of a role that may read metrics.
 */
export async function startProduct(home: string, token: string): Promise<ServerProcess> {
  const log = openSync(join(home, 'server.log'), 'a');
  const child = spawn(
    process.execPath,
    [
      process.env.BENCH_BINARY ?? 'apps/cli/dist/bin/mcp-orchestration.js',
      'serve',
      '--port',
      '0',
      '--home',
      home,
      '--json',
    ],
    { stdio: ['ignore', 'pipe', log], env: { ...process.env, HOME: home } },
  );
  const url = await urlPrinted(child);
  return {
    url,
    pid: child.pid ?? 0,
    async processorTime() {
      const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
      return Number(/^process_cpu_seconds_total (\S+)$/m.exec(await answer.text())?.[1]);
    },
    close: () => end(child),
  };
}

async function urlPrinted(child: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    const url = /"url":\s*"([^"]+)"/.exec(printed)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`The server ended: ${printed}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
