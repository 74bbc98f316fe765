import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openApi, type TestApi } from './support/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const profile = '/v1/config/cursor/default';

/** The answer's data; a failure shows what the problem was. */
async function data(answer: Promise<Response>): Promise<Record<string, unknown>> {
  const response = await answer;
  const body = (await response.json()) as Record<string, unknown>;
  expect([response.status, body.detail]).toEqual([200, undefined]);
  expect(response.headers.get('content-type')).toBe('application/json');
  return body;
}

describe('every operation answers at its address: one life of a configuration', () => {
  it('initializes keys once', async () => {
    expect(await data(api.post('/v1/keys/initialize'))).toMatchObject({ status: 'initialized' });
    expect(await data(api.post('/v1/keys/initialize'))).toMatchObject({ status: 'already_exists' });
    expect((await data(api.request('/v1/keys'))).keys).toHaveLength(1);
  });

  it('lists clients, profiles and what this machine has', async () => {
    const { clients, count } = await data(api.request('/v1/clients'));
    expect(clients).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ client_id: 'cursor', display_name: 'Cursor', platform: 'linux' }),
      ]),
    );
    expect(count).toBe((clients as unknown[]).length);
    expect(await data(api.request('/v1/clients/cursor/profiles'))).toMatchObject({ client_id: 'cursor' });
    expect(await data(api.request('/v1/discovery'))).toHaveProperty('clients');
  });

  it('searches the catalogue by query, and registers a server whose id has a slash', async () => {
    const found = await data(api.request('/v1/servers?transport_filter=stdio&search_query=filesystem'));
    expect(found.servers).toEqual(
      expect.arrayContaining([expect.objectContaining({ server_id: 'filesystem' })]),
    );
    const definition = {
      server_id: 'acme/tools',
      display_name: 'Acme tools',
      description: 'Tools.',
      transport: { type: 'stdio', command: 'npx', args: ['-y', 'acme-tools@1.0.0'] },
    };
    await data(api.post('/v1/servers', definition));
    expect(await data(api.request('/v1/servers/acme%2Ftools'))).toMatchObject({ server_id: 'acme/tools' });
    await data(api.request('/v1/servers/acme%2Ftools', { method: 'DELETE' }));
    expect((await api.request('/v1/servers/acme%2Ftools')).status).toBe(404);
  });

  it('drafts, looks, removes, clears, imports', async () => {
    const params = { path: '/tmp' };
    expect(await data(api.post(`${profile}/draft/add`, { server_id: 'filesystem', params }))).toMatchObject({
      status: 'added',
      server_count: 1,
      draft: { mcpServers: { filesystem: {} } },
      revision: 1,
    });
    expect(await data(api.post(`${profile}/draft/remove`, { server_id: 'filesystem' }))).toMatchObject({
      status: 'removed',
      server_count: 0,
    });
    await data(api.post(`${profile}/draft/add`, { server_id: 'memory' }));
    expect(await data(api.request(`${profile}/draft`))).toMatchObject({ servers: ['memory'], revision: 3 });
    expect(await data(api.request(`${profile}/draft`, { method: 'DELETE' }))).toMatchObject({
      status: 'cleared',
      previous_count: 1,
    });
    const text = JSON.stringify({ mcpServers: { memory: { command: 'npx', args: ['-y', 'memory@1.0.0'] } } });
    expect(await data(api.post(`${profile}/draft/import`, { text }))).toMatchObject({ status: 'imported' });
  });

  it('validates, publishes and gives the release', async () => {
    expect(await data(api.post(`${profile}/validate`))).toMatchObject({ valid: true, errors: [] });
    const published = await data(api.post(`${profile}/publish`, { changelog: 'First.' }));
    expect(published).toMatchObject({ status: 'published', version: 1, changelog: 'First.' });
    expect(published.artifact_id).toMatch(/^[0-9a-f]{64}$/);
    expect(await data(api.request(`${profile}?version=1`))).toMatchObject({
      artifact_id: published.artifact_id,
    });
    expect(await data(api.request(`${profile}?artifact_id=${published.artifact_id}`))).toMatchObject({
      payload: { mcpServers: { memory: { command: 'npx' } } },
      metadata: { changelog: 'First.', server_count: 1 },
    });
    expect(await data(api.request(`${profile}/verify`))).toMatchObject({ valid: true, version: 1 });
  });

  it('compares', async () => {
    const body = { client_id: 'cursor', local_payload: { mcpServers: {} } };
    expect(await data(api.post('/v1/config/diff', body))).toMatchObject({
      status: 'outdated',
      added: ['memory'],
    });
  });

  it('plans, deploys, finds no drift, undeploys', async () => {
    const planned = await data(api.post(`${profile}/deploy`, { dry_run: true }));
    expect(planned.status).toBe('planned');
    expect(existsSync(String(planned.config_path))).toBe(false);
    const deployed = await data(api.post(`${profile}/deploy`));
    expect(deployed).toMatchObject({ status: 'deployed', changes: [{ name: 'memory', action: 'add' }] });
    expect(existsSync(String(deployed.config_path))).toBe(true);
    expect(await data(api.request(`${profile}/drift`))).toMatchObject({ status: 'in_sync' });
    expect(await data(api.post(`${profile}/undeploy`))).toMatchObject({
      status: 'undeployed',
      restored: true,
    });
  });

  it('rolls back, resets the draft and lists releases a page at a time', async () => {
    await data(api.post(`${profile}/draft/add`, { server_id: 'everything' }));
    await data(api.post(`${profile}/publish`));
    expect(await data(api.post(`${profile}/rollback`, { to: 1 }))).toMatchObject({
      status: 'rolled_back',
      version: 3,
      rolled_back_to: 1,
    });
    expect(await data(api.post(`${profile}/draft/reset`, { version: 1 }))).toMatchObject({
      servers: ['memory'],
    });
    const first = await data(api.request(`${profile}/releases?limit=2`));
    expect(first).toMatchObject({ releases: [{ version: 3 }, { version: 2 }] });
    const second = await data(api.request(`${profile}/releases?limit=2&cursor=${first.next_cursor}`));
    expect(second).toMatchObject({ releases: [{ version: 1 }] });
    expect(second.next_cursor).toBeUndefined();
  });

  it('links each page of a list to the next one, and the last to none', async () => {
    const addresses: string[] = [];
    for (
      let path: string | undefined = '/v1/audit?limit=5&operation=add_server_to_config';
      path !== undefined;
    ) {
      addresses.push(path);
      const page = await api.request(path);
      expect(page.status).toBe(200);
      path = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(addresses).toEqual(['/v1/audit?limit=5&operation=add_server_to_config']);
    const releases = await api.request(`${profile}/releases?limit=2`);
    expect(releases.headers.get('link')).toBe(`<${profile}/releases?limit=2&cursor=2>; rel="next"`);
  });

  it('rotates and revokes keys, and publishes their public halves', async () => {
    const jwks = (): Promise<{ keys: { kid: string }[] }> =>
      fetch(`${api.url}/.well-known/jwks.json`).then((response) => response.json() as never);
    const [old] = (await jwks()).keys;
    const rotated = await data(api.post('/v1/keys/rotate'));
    expect((await jwks()).keys.map(({ kid }) => kid)).toEqual(
      expect.arrayContaining([old?.kid, rotated.key_id]),
    );
    await data(api.post(`/v1/keys/${old?.kid}/revoke`, { reason: 'Lost.' }));
    expect((await jwks()).keys.map(({ kid }) => kid)).toEqual([rotated.key_id]);
  });

  it('makes, lists, rotates and revokes tokens', async () => {
    const made = await data(api.post('/v1/tokens', { name: 'ci', role: 'viewer' }));
    const bearer = (token: unknown) =>
      fetch(`${api.url}/v1/clients`, { headers: { authorization: `Bearer ${token}` } }).then(
        ({ status }) => status,
      );
    expect(await bearer(made.token)).toBe(200);
    expect((await data(api.request('/v1/tokens'))).tokens).toEqual([expect.objectContaining({ name: 'ci' })]);
    const rotated = await data(api.post(`/v1/tokens/${made.token_id}/rotate`));
    expect(await bearer(rotated.token)).toBe(200);
    expect(await data(api.request(`/v1/tokens/${rotated.token_id}`, { method: 'DELETE' }))).toMatchObject({
      status: 'revoked',
    });
    // Who was let in a moment ago is looked up again within a second.
    await vi.waitFor(async () => expect(await bearer(rotated.token)).toBe(401), { timeout: 10_000 });
  });

  it('lists the audit log by operation, a page at a time', async () => {
    const first = await data(api.request('/v1/audit?operation=publish_config&limit=1'));
    expect(first.entries).toMatchObject([{ operation: 'publish_config', principal: 'api_key:api-key' }]);
    const second = await data(
      api.request(`/v1/audit?operation=publish_config&limit=1&cursor=${first.next_cursor}`),
    );
    expect(second.entries).toMatchObject([{ operation: 'publish_config' }]);
  });
});

describe('what is no operation', () => {
  it('says that the server is alive and ready, to anybody', async () => {
    const health = await fetch(`${api.url}/health`);
    expect(await health.json()).toEqual({ status: 'ok', name: 'mcp-orchestration', version: '0.0.0-test' });
    expect(health.headers.get('cache-control')).toBe('no-store');
    expect(await (await fetch(`${api.url}/ready`)).json()).toEqual({ status: 'ready' });
  });
});
