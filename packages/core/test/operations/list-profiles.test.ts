import { describe, expect, it } from 'vitest';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'list_profiles', { client_id: 'cursor' });

describe('listing profiles', () => {
  it('has none to list at first', async () => {
    expect(await bench().call('list_profiles', { client_id: 'cursor' })).toEqual({
      client_id: 'cursor',
      profiles: [],
      count: 0,
    });
  });

  it('means Claude Desktop where no client is named', async () => {
    expect((await bench().call('list_profiles')).client_id).toBe('claude-desktop');
  });

  it('gives each with its newest release', async () => {
    const where = { client_id: 'cursor', profile_id: 'work' };
    await bench().publish({ a: { command: 'one' } }, where);
    const second = await bench().publish({ a: { command: 'two' } }, where);
    expect(await bench().call('list_profiles', { client_id: 'cursor' })).toEqual({
      client_id: 'cursor',
      profiles: [
        {
          profile_id: 'work',
          display_name: 'Cursor (work)',
          description: 'Release 2 is the latest.',
          latest_artifact_id: second.artifact_id,
          latest_version: 2,
          updated_at: second.created_at,
        },
      ],
      count: 1,
    });
  });

  it('lists one that has a draft and nothing more', async () => {
    await bench().call('add_server_to_config', {
      client_id: 'cursor',
      profile_id: 'dev',
      server_id: 'memory',
    });
    const { profiles } = await bench().call('list_profiles', { client_id: 'cursor' });
    expect(profiles).toEqual([
      {
        profile_id: 'dev',
        display_name: 'Cursor (dev)',
        description: 'A draft that has not been published.',
        latest_artifact_id: null,
        latest_version: null,
        updated_at: null,
      },
    ]);
  });

  it('sorts them, and leaves those of other clients out', async () => {
    for (const [client_id, profile_id] of [
      ['cursor', 'b'],
      ['cursor', 'a'],
      ['zed', 'c'],
    ] as const) {
      await bench().call('add_server_to_config', { client_id, profile_id, server_id: 'memory' });
    }
    const { profiles } = await bench().call('list_profiles', { client_id: 'cursor' });
    expect(profiles.map(({ profile_id }) => profile_id)).toEqual(['a', 'b']);
  });

  it('shows a limited principal its own', async () => {
    for (const profile_id of ['a', 'b']) {
      await bench().call('add_server_to_config', { client_id: 'cursor', profile_id, server_id: 'memory' });
    }
    const limited = tokenPrincipal(['config:read'], { profiles: ['b', 'c'] });
    const { profiles, count } = await bench().call('list_profiles', { client_id: 'cursor' }, limited);
    expect([count, profiles.map(({ profile_id }) => profile_id)]).toEqual([1, ['b']]);
  });
});
