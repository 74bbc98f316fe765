import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStdioSession } from '../support/stdio-session.js';
import { openPromisedApi, type PromisedApi } from './api.js';

let api: PromisedApi;
beforeAll(async () => {
  api = await openPromisedApi();
});
afterAll(() => api.close());

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const CURSOR = '/v1/config/cursor/default';

describe('clients and the catalogue', () => {
  it('[R01] lists clients with client_id, display_name, config_path and platform', async () => {
    const { status, body } = await api.ask('GET /v1/clients');
    expect(status).toBe(200);
    expect(body.count).toBe(body.clients.length);
    expect(body.clients).toContainEqual(
      expect.objectContaining({
        client_id: 'cursor',
        display_name: 'Cursor',
        config_path: `${api.user.folder}/.cursor/mcp.json`,
        platform: process.platform,
      }),
    );
  });

  it('[R11] lists the catalogue, filtered and counted by transport', async () => {
    const all = (await api.ask('GET /v1/servers?limit=500')).body;
    const { stdio, http, sse } = all.transport_counts;
    expect(stdio + http + sse).toBe(all.count);
    const remote = (await api.ask('GET /v1/servers?limit=500&transport_filter=http')).body;
    expect(remote.count).toBe(http);
    expect(new Set(remote.servers.map((server: { transport: string }) => server.transport))).toEqual(
      new Set(['http']),
    );
    const found = (await api.ask('GET /v1/servers?search_query=filesystem')).body;
    expect(found.servers[0]).toMatchObject({ server_id: 'filesystem', transport: 'stdio' });
    expect(found.count).toBeLessThan(all.count);
  });

  it('[R12] describes a server with all that is needed to add it', async () => {
    const { status, body } = await api.ask('GET /v1/servers/filesystem');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      server_id: 'filesystem',
      parameters: [{ name: 'path', required: true, example: expect.anything() }],
      installation: expect.stringContaining('Node.js'),
      documentation_url: expect.stringMatching(/^https:\/\//),
      usage_example: expect.stringContaining('draft add filesystem'),
    });
    const { env_vars } = (await api.ask('GET /v1/servers/github')).body;
    expect(JSON.stringify(env_vars)).toMatch(/TOKEN/);
  });

  it('[R13] makes the signing key once', async () => {
    const first = (await api.ask('POST /v1/keys/initialize', { body: {} })).body;
    const second = (await api.ask('POST /v1/keys/initialize', { body: {} })).body;
    expect([first.status, second.status]).toEqual(['initialized', 'already_exists']);
    expect(second.key_id).toBe(first.key_id);
  });
});

describe('from a draft to a file', () => {
  it('[R04] adds a server to the draft', async () => {
    const { status, body } = await api.ask(`POST ${CURSOR}/draft/add`, {
      body: { server_id: 'filesystem', params: { path: '/srv/notes' } },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'added', server_count: 1 });
    expect(body.draft.mcpServers.filesystem.args).toContain('/srv/notes');
  });

  it('[R05] removes a server from the draft', async () => {
    await api.ask(`POST ${CURSOR}/draft/add`, { body: { server_id: 'memory' } });
    const { body } = await api.ask(`POST ${CURSOR}/draft/remove`, { body: { server_name: 'memory' } });
    expect(body).toMatchObject({ status: 'removed', server_count: 1 });
    expect(Object.keys(body.draft.mcpServers)).toEqual(['filesystem']);
  });

  it('[R06] shows the draft, and clears another', async () => {
    expect((await api.ask(`GET ${CURSOR}/draft`)).body).toMatchObject({ server_count: 1 });
    await api.ask('POST /v1/config/zed/default/draft/add', { body: { server_id: 'memory' } });
    expect((await api.ask('DELETE /v1/config/zed/default/draft')).body).toMatchObject({ previous_count: 1 });
    expect((await api.ask('GET /v1/config/zed/default/draft')).body).toMatchObject({
      server_count: 0,
      draft: { mcpServers: {} },
    });
  });

  it('[R07] validates the draft', async () => {
    const { body } = await api.ask(`POST ${CURSOR}/validate`, { body: {} });
    expect(body).toMatchObject({
      valid: true,
      errors: [],
      warnings: expect.any(Array),
      server_count: 1,
      validated_at: expect.stringMatching(TIME),
    });
  });

  it('[R08] publishes the draft with a changelog', async () => {
    const { body } = await api.ask(`POST ${CURSOR}/publish`, { body: { changelog: 'Notes' } });
    expect(body).toMatchObject({
      status: 'published',
      artifact_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      created_at: expect.stringMatching(TIME),
    });
  });

  it('[R02] lists the profiles of a client', async () => {
    const { status, body } = await api.ask('GET /v1/clients/cursor/profiles');
    expect(status).toBe(200);
    expect(body.profiles).toMatchObject([{ profile_id: 'default' }]);
  });

  it('[R03] gives the published release', async () => {
    const { body } = await api.ask(`GET ${CURSOR}`);
    expect(body).toMatchObject({
      artifact_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      payload: { mcpServers: { filesystem: expect.anything() } },
      signature: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}$/),
      signing_key_id: expect.stringMatching(/^[\w-]{43}$/),
      metadata: expect.any(Object),
      created_at: expect.stringMatching(TIME),
    });
  });

  it('[R09] deploys it, and the file is there', async () => {
    const { body } = await api.ask(`POST ${CURSOR}/deploy`, { body: {} });
    const { artifact_id } = (await api.ask(`GET ${CURSOR}`)).body;
    expect(body).toMatchObject({
      status: 'deployed',
      artifact_id,
      deployed_at: expect.stringMatching(TIME),
      config_path: `${api.user.folder}/.cursor/mcp.json`,
    });
    expect(JSON.parse(await api.user.read('.cursor/mcp.json'))).toHaveProperty('mcpServers.filesystem');
  });

  it('[R10] compares two payloads, and one with the release', async () => {
    const before = {
      mcpServers: { stays: { command: 'a' }, goes: { command: 'b' }, turns: { command: 'c' } },
    };
    const after = {
      mcpServers: { stays: { command: 'a' }, comes: { command: 'd' }, turns: { command: 'e' } },
    };
    const two = (await api.ask('POST /v1/config/diff', { body: { config1: before, config2: after } })).body;
    expect(two.diff).toMatchObject({
      servers_added: ['comes'],
      servers_removed: ['goes'],
      servers_modified: [{ server_id: 'turns' }],
    });

    const of = { client_id: 'cursor' };
    const released = (await api.ask(`GET ${CURSOR}`)).body.payload;
    const status = async (local_payload: unknown): Promise<string> =>
      (await api.ask('POST /v1/config/diff', { body: { ...of, local_payload } })).body.status;
    expect(await status(released)).toBe('up-to-date');
    expect(await status({ mcpServers: {} })).toBe('outdated');
    const entry = { command: 'other' };
    expect(await status({ mcpServers: { ...released.mcpServers, mine: entry } })).toBe('diverged');
  });
});

describe('what lasts, and what is shared', () => {
  it('[R14] a draft survives a restart', async () => {
    await api.ask('POST /v1/config/vscode/default/draft/add', { body: { server_id: 'memory' } });
    const before = (await api.ask('GET /v1/config/vscode/default/draft')).body;
    await api.restart();
    expect((await api.ask('GET /v1/config/vscode/default/draft')).body).toEqual(before);
    expect(before.server_count).toBe(1);
  });

  it('[R15] what stdio drafts, HTTP sees, and the other way round', async () => {
    const session = await openStdioSession(api.user);
    try {
      const of = { client_id: 'codex', profile_id: 'shared' };
      await session.call('add_server_to_config', { ...of, server_id: 'memory' });
      await api.ask('POST /v1/config/codex/shared/draft/add', { body: { server_id: 'everything' } });
      const overHttp = (await api.ask('GET /v1/config/codex/shared/draft')).body;
      const overStdio = (await session.call('view_draft_config', of)).data;
      expect(overHttp).toEqual(overStdio);
      expect(overHttp.server_count).toBe(2);
    } finally {
      await session.close();
    }
  });
});
