import { composeCore } from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPromisedApi, type PromisedApi } from './api.js';

let api: PromisedApi;
beforeAll(async () => {
  api = await openPromisedApi();
});
afterAll(() => api.close());

describe('what goes wrong', () => {
  it.each(['{', '{"server_id": }', 'server_id=memory', '{"a":1,"a":2}'])(
    '[E01] a body that is no JSON is 400: %s',
    async (body) => {
      const answer = await api.ask('POST /v1/config/cursor/default/draft/add', { body });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
    },
  );

  it('[E02] a missing field is 400, and named', async () => {
    const { status, body } = await api.ask('POST /v1/config/cursor/default/draft/remove', { body: {} });
    expect(status).toBe(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ field: 'server_name' }));
  });

  it.each([
    ['client', '/v1/clients/no-such-client/profiles', 'client_not_found'],
    ['profile', '/v1/config/cursor/no-such-profile', 'config_not_found'],
    ['server', '/v1/servers/no-such-server', 'server_not_found'],
    ['artifact', `/v1/config/cursor/default?artifact_id=${'0'.repeat(64)}`, 'artifact_not_found'],
  ] as const)('[E03] an unknown %s is 404', async (_what, path, code) => {
    await api.ask('POST /v1/keys/initialize', { body: {} });
    await api.ask('POST /v1/config/cursor/default/draft/add', { body: { server_id: 'memory' } });
    await api.ask('POST /v1/config/cursor/default/publish', { body: {} });
    const { status, body } = await api.ask(`GET ${path}`);
    expect([status, body.code]).toEqual([404, code]);
  });

  it('[E04] publishing an invalid draft is 400, with the code and the field of each error', async () => {
    const env = { API_TOKEN: 'ghp_0123456789abcdefghijklmnopqrstuvwxyzAB' };
    await api.ask('POST /v1/config/zed/default/draft/add', {
      body: { server_name: 'leaky', server: { command: 'node', env } },
    });
    await api.ask('POST /v1/config/zed/default/draft/add', {
      body: { server_name: 'old', server: { type: 'sse', url: 'https://mcp.example/sse' } },
    });
    const { status, body } = await api.ask('POST /v1/config/zed/default/publish', { body: {} });
    expect([status, body.code]).toEqual([400, 'draft_invalid']);
    expect(body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'LITERAL_SECRET', server: 'leaky', field: 'env.API_TOKEN' }),
        expect.objectContaining({ code: expect.any(String), server: 'old', field: expect.any(String) }),
      ]),
    );
    expect(JSON.stringify(body)).not.toContain(env.API_TOKEN);
  });

  it('[E05] an unexpected failure is 500, and tells nothing of what is inside', async () => {
    const broken = await openPromisedApi();
    try {
      const core = await composeCore({ home: broken.user.state });
      await core.database.transaction((_stores, handle) => handle.schema.dropTable('drafts').execute());
      await core.close();
      const { status, body } = await broken.ask('GET /v1/config/cursor/default/draft');
      expect(status).toBe(500);
      expect(body).toEqual({
        type: expect.any(String),
        title: 'Something went wrong that should not have.',
        status: 500,
        detail: 'Something went wrong that should not have.',
        code: 'internal',
        hint: 'The log has the details under the request id.',
        request_id: expect.any(String),
      });
    } finally {
      await broken.close();
    }
  });
});
