import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_KEY, openApi, startApi, type TestApi } from './support/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const headers = { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' };

async function rpc(method: string, params: object = {}, more: Record<string, string> = {}) {
  const response = await api.post('/mcp', { jsonrpc: '2.0', id: 1, method, params }, { ...headers, ...more });
  return {
    status: response.status,
    ...((await response.json()) as { result?: Record<string, unknown>; code?: string }),
  };
}

describe('MCP over streamable HTTP', () => {
  it('initializes, lists tools and calls one', async () => {
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    };
    expect((await rpc('initialize', params)).result).toMatchObject({
      serverInfo: { name: 'mcp-orchestration' },
    });
    const { tools } = (await rpc('tools/list')).result as { tools: { name: string }[] };
    expect(tools.map(({ name }) => name)).toContain('publish_config');
    const { result } = await rpc('tools/call', { name: 'list_available_servers', arguments: {} });
    expect(result).toMatchObject({ structuredContent: { count: expect.any(Number) } });
  });

  it('works as the principal that calls: a viewer sees no tool that changes', async () => {
    const token = await api.makeToken({ role: 'viewer' });
    const response = await fetch(`${api.url}/mcp`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'publish_config' },
      }),
    });
    const { result } = (await response.json()) as { result: object };
    expect(result).toMatchObject({ isError: true, structuredContent: { code: 'forbidden' } });
  });

  it('gives each of many callers at once its own answer, though all use the same id', async () => {
    const words = Array.from({ length: 40 }, (_value, index) => `caller${index}`);
    const answers = await Promise.all(
      words.map((word) => rpc('tools/call', { name: 'view_draft_config', arguments: { profile_id: word } })),
    );
    expect(answers.map(({ result }) => result?.structuredContent)).toMatchObject(
      words.map((word) => ({ profile_id: word })),
    );
  });

  it.each([
    ['broken JSON', '{"jsonrpc"', {}, 400, 'invalid_input'],
    ['a key given twice', '{"id":1,"id":2}', {}, 400, 'invalid_input'],
    ['JSON nested too deep', `${'['.repeat(70)}${']'.repeat(70)}`, {}, 400, 'invalid_input'],
    ['another type than JSON', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['a body above 1 MiB', `"${'x'.repeat(1_048_576)}"`, {}, 413, 'body_too_large'],
  ])('refuses %s as the API does', async (_name, body, more, status, code) => {
    const response = await api.request('/mcp', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers, ...more },
    });
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
  });

  it('leaves what is JSON but no message to the protocol', async () => {
    const response = await api.post('/mcp', { hello: 1 }, headers);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { jsonrpc: '2.0', error: { code: -32700 } },
    ]);
  });

  it.each(['GET', 'DELETE'])('has no sessions: %s is not answered', async (method) => {
    const response = await api.request('/mcp', { method, headers: { accept: 'text/event-stream' } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });

  it('is not there where it is not given', async () => {
    const { mcp: _mcp, ...parts } = api.parts;
    const { createApp } = await import('../src/create-app.js');
    const response = await createApp(parts).request('http://localhost/mcp', {
      method: 'POST',
      headers: { host: 'localhost', 'x-api-key': API_KEY },
    });
    expect(response.status).toBe(404);
  });

  it('shares what it drafts with the API', async () => {
    const shared = await startApi();
    const body = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'add_server_to_config', arguments: { server_id: 'memory', client_id: 'zed' } },
    };
    await shared.post('/mcp', body, headers);
    expect(await (await shared.request('/v1/config/zed/default/draft')).json()).toMatchObject({
      servers: ['memory'],
    });
  });
});
