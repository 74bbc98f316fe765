import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/principal.js';
import { profilesByClient } from '../../../src/registry/clients/profiles-by-client.js';
import { LOCAL, tokenPrincipal, useBench } from '../../support/bench.js';

const bench = useBench({ keys: true });
const profiles = async (principal: Principal = LOCAL) =>
  Object.fromEntries(await profilesByClient(bench().core.database.stores, principal));
const draft = (client_id: string, profile_id: string) =>
  bench().call('add_server_to_config', { client_id, profile_id, server_id: 'memory' });

describe('the profiles of each client', () => {
  it('are none at first', async () => {
    expect(await profiles()).toEqual({});
  });

  it('are those with a draft or a release, each once, sorted', async () => {
    await draft('cursor', 'b');
    await draft('zed', 'x');
    await bench().publish({ a: { command: 'x' } }, { client_id: 'cursor', profile_id: 'c' });
    await draft('cursor', 'a');
    expect(await profiles()).toEqual({ cursor: ['a', 'b', 'c'], zed: ['x'] });
  });

  it('stay when a draft is emptied', async () => {
    await draft('cursor', 'a');
    await bench().call('clear_draft_config', { client_id: 'cursor', profile_id: 'a' });
    expect(await profiles()).toEqual({ cursor: ['a'] });
  });

  it('are as many as the principal may see', async () => {
    for (const [client_id, profile_id] of [
      ['cursor', 'a'],
      ['cursor', 'b'],
      ['zed', 'a'],
    ] as const) {
      await draft(client_id, profile_id);
    }
    expect(await profiles(tokenPrincipal([], { clients: ['cursor'] }))).toEqual({ cursor: ['a', 'b'] });
    expect(await profiles(tokenPrincipal([], { profiles: ['a'] }))).toEqual({ cursor: ['a'], zed: ['a'] });
    expect(await profiles(tokenPrincipal([], { clients: ['zed'], profiles: ['b'] }))).toEqual({});
    expect(await profiles(tokenPrincipal([], { clients: [] }))).toEqual({});
  });
});
