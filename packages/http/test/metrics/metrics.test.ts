import { describe, expect, it } from 'vitest';
import { API_KEY, startApi, type TestApi } from '../support/start-api.js';

async function read(api: TestApi): Promise<Map<string, number>> {
  const response = await api.request('/metrics');
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

describe('GET /metrics', () => {
  it('counts requests by route, never by address', async () => {
    const api = await startApi();
    for (const id of ['filesystem', 'memory', 'no-such-server']) await api.request(`/v1/servers/${id}`);
    await api.request('/any/thing?secret=1');
    const metrics = await read(api);
    const total = (route: string, status: number): number | undefined =>
      metrics.get(`http_requests_total{method="GET",route="${route}",status="${status}"}`);
    expect(total('/v1/servers/:server_id', 200)).toBe(2);
    expect(total('/v1/servers/:server_id', 404)).toBe(1);
    expect(
      metrics.get('http_request_duration_seconds_count{method="GET",route="/v1/servers/:server_id"}'),
    ).toBe(3);
    expect([...metrics.keys()].join('\n')).not.toMatch(/filesystem|secret|any/);
  });

  it('counts operations by what came of them', async () => {
    const api = await startApi();
    await api.post('/v1/config/cursor/default/publish');
    await api.post('/v1/keys/initialize');
    await api.post('/v1/config/cursor/default/draft/add', { server_id: 'memory' });
    await api.post('/v1/config/cursor/default/publish');
    const metrics = await read(api);
    const count = (operation: string, outcome: string): number | undefined =>
      metrics.get(`mcp_orchestration_operations_total{operation="${operation}",outcome="${outcome}"}`);
    expect([count('publish_config', 'draft_empty'), count('publish_config', 'ok')]).toEqual([1, 1]);
  });

  it('tells of the process', async () => {
    const metrics = await read(await startApi());
    expect(metrics.get('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect([...metrics.keys()]).toEqual(
      expect.arrayContaining([expect.stringMatching(/^nodejs_eventloop_lag/)]),
    );
  });

  it('is for who may read the audit log', async () => {
    const api = await startApi();
    expect((await fetch(`${api.url}/metrics`)).status).toBe(401);
    const token = await api.makeToken({ role: 'deployer' });
    const refused = await fetch(`${api.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { detail: expect.stringContaining('audit:read') },
    ]);
  });

  it('has no more routes and methods than there are, whatever callers make up', async () => {
    const api = await startApi();
    for (let count = 0; count < 20; count += 1)
      await api.request(`/made-up-${count}`, { method: `MADE-UP-${count}` }).catch(() => undefined);
    const metrics = await read(api);
    expect([...metrics.keys()].filter((key) => key.startsWith('http_requests_total')).length).toBeLessThan(3);
    expect([...metrics.keys()].join('\n')).not.toMatch(/made-up/i);
  });
});

describe('the record of a request', () => {
  it('names route, status and principal, and holds no credentials and no address', async () => {
    const records: object[] = [];
    const api = await startApi({ log: (record) => records.push(record) });
    const token = await api.makeToken({ role: 'viewer' });
    await api.request('/v1/servers/memory?x=secret-query');
    await fetch(`${api.url}/v1/clients`, {
      headers: { authorization: `Bearer ${token}`, 'x-request-id': 'mine' },
    });
    await fetch(`${api.url}/v1/clients`, { headers: { authorization: 'Bearer wrong-secret' } });
    await fetch(`${api.url}/health`);
    expect(records).toEqual([
      expect.objectContaining({
        method: 'GET',
        route: '/v1/servers/:server_id',
        status: 400,
        principal: 'api_key:api-key',
      }),
      expect.objectContaining({
        request_id: 'mine',
        status: 200,
        principal: expect.stringMatching(/^token:tok_/),
      }),
      expect.objectContaining({ status: 401 }),
      expect.objectContaining({ route: '/health', status: 200, duration_ms: expect.any(Number) }),
    ]);
    expect(records[2]).not.toHaveProperty('principal');
    const text = JSON.stringify(records);
    for (const secret of [token, API_KEY, 'secret']) expect(text).not.toContain(secret);
  });
});
