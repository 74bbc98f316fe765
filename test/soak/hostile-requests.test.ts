import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inForm, tell } from './support/form.js';
import { type ApiDocument, createHostile, type Tool } from './support/hostile-requests.js';
import { forEachOf, quantile } from './support/load.js';
import { type ProbedServer, startProbed } from './support/probed-server.js';
import { createSender, type Sender, type WireAnswer, type WireRequest } from './support/send.js';

const SEED = Number(process.env.SOAK_SEED ?? 20_260_101);
const COUNT = inForm({ long: 100_000, short: 2_000 });
/** After so many the server has done everything once: what it holds then is what it needs. */
const WARM = inForm({ long: 10_000, short: 1_000 });
const GROWTH = 5 * 1_048_576;

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

async function describeServer(): Promise<{ document: ApiDocument; tools: readonly Tool[] }> {
  const document = await sender.send({ method: 'GET', path: '/openapi.json', headers: {} });
  const listed = await sender.send({
    method: 'POST',
    path: '/mcp',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  return { document: JSON.parse(document.text), tools: JSON.parse(listed.text).result.tools };
}

/** What is wrong with an answer; undefined where nothing is. */
function faultOf({ method, path }: WireRequest, { status, type, text }: WireAnswer): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (/node_modules|\.[jt]s:\d+:\d+|at async/.test(text)) return 'a stack';
  if (status < 400 || method === 'HEAD') return undefined;
  if (type === 'application/problem+json')
    return JSON.parse(text).status === status ? undefined : 'another status';
  // What the protocol itself refuses, it refuses in its own form.
  if (path === '/mcp' && JSON.parse(text).error !== undefined) return undefined;
  return `${status} as ${type}`;
}

describe('hostile requests, made from the OpenAPI document and the tools', () => {
  it('are answered, never by an unexpected failure, each refusal as a problem, and leave nothing behind in memory', async () => {
    const makeRequest = createHostile(await describeServer(), SEED);
    const statuses = new Map<number, number>();
    const times: number[] = [];
    const faults: string[] = [];
    let slowest = { index: 0, took: 0, wire: makeRequest(0) };
    const play = async (index: number): Promise<void> => {
      const wire = makeRequest(index);
      const answer = await sender.send(wire);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      times.push(answer.took);
      if (answer.took > slowest.took) slowest = { index, took: answer.took, wire };
      const fault = faultOf(wire, answer);
      if (fault !== undefined)
        faults.push(
          `request ${index}, ${wire.method} ${wire.path.slice(0, 200)}: ${fault}: ${answer.text.slice(0, 300)}`,
        );
    };
    await forEachOf({ count: WARM }, play);
    const before = await server.heap();
    await forEachOf({ from: WARM, count: COUNT }, play);
    const growth = (await server.heap()) - before;
    const slow = times.filter((time) => time > 2_000).length;
    tell(`${COUNT} hostile requests (seed ${SEED}): ${JSON.stringify(Object.fromEntries(statuses))}`);
    tell(
      `heap +${Math.round(growth / 1024)} kB from the ${WARM}th on, p99 ${quantile(times, 0.99).toFixed(1)} ms, ${slow} over 2 s`,
    );
    tell(
      `the slowest is request ${slowest.index}, ${slowest.wire.method} ${slowest.wire.path.slice(0, 80)}: ${slowest.took.toFixed(0)} ms`,
    );
    expect(faults.slice(0, 10)).toEqual([]);
    expect(growth).toBeLessThan(GROWTH);
    // Otherwise they were too dull, or too wild, to have tried anything.
    expect(statuses.get(200)).toBeGreaterThan(COUNT / 20);
    expect(statuses.get(400)).toBeGreaterThan(COUNT / 10);
  }, 3_600_000);
});
