import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/registry/clients/bundled-clients.js';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'list_clients', {});

const client = async (id: string) =>
  (await bench().call('list_clients')).clients.find(({ client_id }) => client_id === id);

describe('listing clients', () => {
  it('lists every client that is known, once', async () => {
    const { clients, count } = await bench().call('list_clients');
    expect(count).toBe(CLIENTS.length);
    expect(clients.map(({ client_id }) => client_id)).toEqual(CLIENTS.map(({ client_id }) => client_id));
  });

  it('tells where each keeps its file, as people write it and as it is here', async () => {
    expect(await client('cursor')).toEqual({
      client_id: 'cursor',
      display_name: 'Cursor',
      platform: 'linux',
      config_location: '~/.cursor/mcp.json',
      config_path: bench().path('.cursor/mcp.json'),
      available_profiles: [],
    });
  });

  it('has no path for a client that keeps no file of the user', async () => {
    expect(await client('firebase-studio')).toMatchObject({ config_location: null, config_path: null });
  });

  it('names the profiles that have a draft or a release, sorted', async () => {
    await bench().publish({ a: { command: 'node' } }, { client_id: 'cursor', profile_id: 'work' });
    await bench().call('add_server_to_config', {
      client_id: 'cursor',
      profile_id: 'dev',
      server_id: 'memory',
    });
    expect((await client('cursor'))?.available_profiles).toEqual(['dev', 'work']);
    expect((await client('zed'))?.available_profiles).toEqual([]);
  });

  it('shows a limited principal its own clients and profiles', async () => {
    for (const profile_id of ['dev', 'work']) {
      await bench().call('add_server_to_config', { client_id: 'cursor', profile_id, server_id: 'memory' });
    }
    const limited = tokenPrincipal(['config:read'], { clients: ['cursor', 'zed'], profiles: ['work'] });
    const { clients, count } = await bench().call('list_clients', {}, limited);
    expect(clients.map(({ client_id }) => client_id).sort()).toEqual(['cursor', 'zed']);
    expect(count).toBe(2);
    expect(clients.find(({ client_id }) => client_id === 'cursor')?.available_profiles).toEqual(['work']);
  });

  it('lists clients whose file cannot even be looked for', async () => {
    await bench().write('.cursor', 'a file where the folder should be');
    expect((await client('cursor'))?.config_path).toBe(bench().path('.cursor/mcp.json'));
  });
});
