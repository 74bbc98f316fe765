import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleMcpRequest } from '../src/handle-mcp-request.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

const CLIENTS = 64;
const CALLS = 25;

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.discard());

function post(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request('http://127.0.0.1:8000/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function send(body: unknown): Promise<Response> {
  return handleMcpRequest(workshop.parts(), post(body));
}

function call(id: number, name: string, args: Record<string, unknown> = {}) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}

describe('MCP over one HTTP request', () => {
  it('answers a call without a session before it', async () => {
    const response = await send(call(1, 'describe_server', { server_id: 'memory' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('mcp-session-id')).toBeNull();
    expect(await response.json()).toMatchObject({
      id: 1,
      result: { structuredContent: { server_id: 'memory' } },
    });
  });

  it('answers every request of a batch, and a notification with 202', async () => {
    const batch = await send([call(1, 'list_clients'), call(2, 'nothing')]);
    const answers = (await batch.json()) as { id: number }[];
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2]);
    expect((await send({ jsonrpc: '2.0', method: 'notifications/initialized' })).status).toBe(202);
  });

  it('acts as the principal of the request', async () => {
    const limited = handleMcpRequest(workshop.parts(['config:read']), post(call(1, 'initialize_keys')));
    expect(await (await limited).json()).toMatchObject({
      result: { isError: true, structuredContent: { code: 'forbidden' } },
    });
  });

  it.each(['GET', 'DELETE', 'PUT'])('refuses %s, which would wait for ever', async (method) => {
    const request = new Request('http://127.0.0.1/mcp', { method, headers: { accept: 'text/event-stream' } });
    const response = await handleMcpRequest(workshop.parts(), request);
    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({
      status: 405,
      allow: 'POST',
    });
  });

  it.each([
    ['no JSON', '{', {}, 400],
    ['no message', '{"a":1}', {}, 400],
    ['another type', '{}', { 'content-type': 'text/plain' }, 415],
    ['an Accept that takes no answer', call(1, 'list_clients'), { accept: 'text/html' }, 406],
    ['a version that is not spoken', call(1, 'list_clients'), { 'mcp-protocol-version': '1999-01-01' }, 400],
  ])('refuses %s', async (_what, body, headers, status) => {
    const response = await handleMcpRequest(workshop.parts(), post(body, headers));
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/node_modules|\.[jt]s:\d/);
  });

  it(`gives each of ${CLIENTS} clients that use equal ids its own answer, ${CALLS} times each`, async () => {
    const oneClient = async (client: number): Promise<number> => {
      let wrong = 0;
      for (let id = 1; id <= CALLS; id += 1) {
        const profile_id = `profile-${client}-${id}`;
        const response = await send(call(id, 'view_draft_config', { profile_id }));
        const answer = (await response.json()) as { id: number; result: { structuredContent: object } };
        if (answer.id !== id || !('profile_id' in answer.result.structuredContent)) wrong += 1;
        else if (answer.result.structuredContent.profile_id !== profile_id) wrong += 1;
      }
      return wrong;
    };
    const wrong = await Promise.all(Array.from({ length: CLIENTS }, (_, client) => oneClient(client)));
    expect(wrong).toEqual(Array.from({ length: CLIENTS }, () => 0));
  });

  it('keeps nothing of a request when it is answered', async () => {
    const kept: WeakRef<object>[] = [];
    for (let id = 0; id < 20; id += 1) {
      const parts = workshop.parts();
      kept.push(new WeakRef(parts));
      await (await handleMcpRequest(parts, post(call(id, 'list_clients')))).text();
    }
    const { setFlagsFromString } = await import('node:v8');
    const { runInNewContext } = await import('node:vm');
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let round = 0; round < 10; round += 1) {
      collect();
      await new Promise((done) => setImmediate(done));
    }
    expect(kept.filter((reference) => reference.deref() !== undefined).length).toBeLessThanOrEqual(1);
  });
});
