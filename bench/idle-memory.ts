import { setTimeout as wait } from 'node:timers/promises';
import type { Finding } from './benchmark.js';
import { withBenchHome } from './support/bench-home.js';
import { residentMemory } from './support/process-cost.js';
import { type ServerProcess, startBare, startProduct } from './support/server-process.js';
import { compare } from './turns.js';

/** How long a server is left alone after its first answer, in milliseconds. */
const IDLE = 2_000;

const HEALTH = { method: 'GET', pattern: '/health', status: 200, headers: {}, body: 'ok' } as const;

/** What an idle HTTP server holds of the machine's memory. */
export function benchmarkIdleMemory(): Promise<readonly Finding[]> {
  return withBenchHome(async ({ home }) => {
    const measured = await compare({
      id: 'http.idle-memory',
      what: 'resident memory of `mcp-orchestration serve`, idle',
      peer: 'a bare Hono server on `@hono/node-server`',
      unit: 'MB',
      rounds: 5,
      ours: async () => idleMemory(await startProduct(home, '')),
      theirs: async () => idleMemory(await startBare([HEALTH])),
    });
    return [measured];
  });
}

/** After an answer and some quiet. Ends the server. */
async function idleMemory(server: ServerProcess): Promise<number> {
  try {
    await (await fetch(`${server.url}/health`)).text();
    await wait(IDLE);
    return residentMemory(server.pid);
  } finally {
    await server.close();
  }
}
