import { afterAll, beforeAll, expect, it } from 'vitest';
import { inForm, tell } from './support/form.js';
import { forEachOf, quantile } from './support/load.js';
import { type ProbedServer, startProbed } from './support/probed-server.js';
import { createSender, type Sender, type WireRequest } from './support/send.js';

const COUNT = inForm({ long: 100_000, short: 2_000 });
const WARM = inForm({ long: 10_000, short: 1_000 });
const GROWTH = 5 * 1_048_576;

const get = (path: string): WireRequest => ({ method: 'GET', path, headers: {} });
const post = (path: string, body: object): WireRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  body: JSON.stringify(body),
});

/** What a team does in a day, in the proportions in which it does it: mostly it looks. */
const DAY: readonly WireRequest[] = [
  get('/v1/clients'),
  get('/v1/clients/cursor/profiles'),
  get('/v1/config/cursor/default'),
  get('/v1/config/cursor/default/draft'),
  get('/v1/config/cursor/default/releases'),
  get('/v1/config/cursor/default/verify'),
  get('/v1/servers?limit=20'),
  get('/v1/servers/memory'),
  get('/v1/keys'),
  get('/v1/audit?limit=20'),
  get('/health'),
  get('/ready'),
  get('/metrics'),
  get('/.well-known/jwks.json'),
  post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  post('/mcp', {
    jsonrpc: '2.0',
    id: 2,
    method: 'tools/call',
    params: { name: 'list_clients', arguments: {} },
  }),
  post('/v1/config/cursor/default/validate', {}),
  post('/v1/config/cursor/default/deploy', { dry_run: true }),
  post('/v1/config/cursor/default/draft/reset', {}),
  post('/v1/config/cursor/default/publish', {}),
];

let server: ProbedServer;
let sender: Sender;
beforeAll(async () => {
  server = await startProbed();
  sender = createSender(server);
}, 120_000);
afterAll(async () => {
  sender.close();
  await server.remove();
});

it('[P03] ordinary requests all succeed, and leave nothing behind in memory', async () => {
  const times: number[] = [];
  const failed: string[] = [];
  const play = async (index: number): Promise<void> => {
    const wire = DAY[index % DAY.length] ?? get('/health');
    const { status, took, text } = await sender.send(wire);
    times.push(took);
    if (status !== 200) failed.push(`${wire.method} ${wire.path}: ${status} ${text.slice(0, 300)}`);
  };
  await forEachOf({ count: WARM }, play);
  const before = await server.heap();
  await forEachOf({ from: WARM, count: COUNT }, play);
  const growth = (await server.heap()) - before;
  tell(
    `${COUNT} ordinary requests: heap +${Math.round(growth / 1024)} kB from the ${WARM}th on, ` +
      `p95 ${quantile(times, 0.95).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms, 8 at once`,
  );
  expect(failed.slice(0, 10)).toEqual([]);
  expect(growth).toBeLessThan(GROWTH);
}, 3_600_000);
