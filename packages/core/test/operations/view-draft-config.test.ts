import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'view_draft_config', { client_id: 'cursor' });

describe('viewing a draft', () => {
  it('shows an empty one where there is none, and makes none by that', async () => {
    expect(await bench().call('view_draft_config')).toEqual({
      client_id: 'claude-desktop',
      profile_id: 'default',
      draft: { mcpServers: {} },
      servers: [],
      server_count: 0,
      revision: 0,
      base_version: null,
      updated_at: null,
    });
    expect((await bench().call('list_profiles')).count).toBe(0);
  });

  it('shows what is in it', async () => {
    const server = { command: 'node', args: ['a.js'], enabled: false, extra: { timeout: 5 } };
    await bench().call('add_server_to_config', { server, server_name: 'b' });
    await bench().call('add_server_to_config', {
      server: { type: 'http', url: 'https://h' },
      server_name: 'a',
    });
    expect(await bench().call('view_draft_config')).toEqual({
      client_id: 'claude-desktop',
      profile_id: 'default',
      draft: { mcpServers: { b: server, a: { type: 'http', url: 'https://h' } } },
      servers: ['b', 'a'],
      server_count: 2,
      revision: 2,
      base_version: null,
      updated_at: expect.stringMatching(/^2026-01-01T.*Z$/),
    });
  });

  it('shows the release that the draft goes on from', async () => {
    await bench().publish({ a: { command: 'x' } });
    const { base_version, servers } = await bench().call('view_draft_config');
    expect([base_version, servers]).toEqual([1, ['a']]);
  });

  it('shows what another process drafted', async () => {
    const other = await bench().another();
    await other.call('add_server_to_config', { server_id: 'memory' });
    await other.close();
    expect((await bench().call('view_draft_config')).servers).toEqual(['memory']);
  });

  it('keeps the drafts of profiles and clients apart', async () => {
    await bench().call('add_server_to_config', { profile_id: 'dev', server_id: 'memory' });
    expect((await bench().call('view_draft_config')).server_count).toBe(0);
    expect(
      (await bench().call('view_draft_config', { client_id: 'cursor', profile_id: 'dev' })).server_count,
    ).toBe(0);
  });
});
