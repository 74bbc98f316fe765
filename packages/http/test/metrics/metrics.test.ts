import { describe, expect, it } from 'vitest';
import { API_KEY, startApi, type TestApi } from '../support/start-api.js';
import { testDrift } from '../support/test-drift.js';

async function read(api: TestApi): Promise<Map<string, number>> {
  const response = await api.request('/metrics');
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

function called(labels: { surface: string; operation: string; outcome: string }): string {
  const { surface, operation, outcome } = labels;
  return `mcp_orchestration_operations_total{surface="${surface}",operation="${operation}",outcome="${outcome}"}`;
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
    const count = (outcome: string): number | undefined =>
      metrics.get(called({ surface: 'http', operation: 'publish_config', outcome }));
    expect([count('draft_empty'), count('ok')]).toEqual([1, 1]);
  });

  it('counts what comes by MCP beside what comes by HTTP, and names that nobody knows as one', async () => {
    const api = await startApi();
    const callTool = (name: string) =>
      api.post(
        '/mcp',
        { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } },
        { accept: 'application/json, text/event-stream' },
      );
    for (const name of ['list_clients', 'initialize_keys', 'made_up_1', 'made_up_2']) await callTool(name);
    await api.request('/v1/clients');
    const metrics = await read(api);
    const count = (surface: string, operation: string): number | undefined =>
      metrics.get(called({ surface, operation, outcome: 'ok' }));
    expect([
      count('mcp', 'list_clients'),
      count('mcp', 'initialize_keys'),
      count('http', 'list_clients'),
    ]).toEqual([1, 1, 1]);
    expect([...metrics.keys()].join('\n')).not.toMatch(/made_up/);
  });

  it('counts what was changed, and not what was only asked for', async () => {
    const api = await startApi();
    await api.post('/v1/keys/initialize');
    await api.post('/v1/config/cursor/default/draft/add', { server_id: 'memory' });
    const paths = ['publish', 'publish', 'deploy', 'deploy'];
    for (const path of paths) await api.post(`/v1/config/cursor/default/${path}`);
    await api.post('/v1/config/cursor/default/deploy', { dry_run: true });
    const { token_id } = (await (await api.post('/v1/tokens')).json()) as { token_id: string };
    await api.request(`/v1/tokens/${token_id}`, { method: 'DELETE' });
    await api.request('/v1/tokens/tok_unknown', { method: 'DELETE' });
    const metrics = await read(api);
    const changes = ['publish', 'deploy', 'token_create', 'token_revoke'].map((change) =>
      metrics.get(`mcp_orchestration_changes_total{change="${change}"}`),
    );
    expect(changes).toEqual([1, 1, 1, 1]);
  });

  it('tells whether the database can be used, though it cannot', async () => {
    const well = await read(await startApi());
    expect(well.get('mcp_orchestration_database_up')).toBe(1);
    expect(well.get('mcp_orchestration_database_check_seconds')).toBeGreaterThan(0);
    const ill = await read(await startApi({ ready: () => Promise.reject(new Error('gone')) }));
    expect(ill.get('mcp_orchestration_database_up')).toBe(0);
  });

  it('counts drifts by what became of the file', async () => {
    const drift = testDrift();
    const api = await startApi({ drift });
    for (const cause of ['edited', 'edited', 'file_gone'] as const) drift.tell({ cause });
    const metrics = await read(api);
    const count = (cause: string): number | undefined =>
      metrics.get(`mcp_orchestration_drift_detected_total{cause="${cause}"}`);
    expect([count('edited'), count('file_gone')]).toEqual([2, 1]);
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
