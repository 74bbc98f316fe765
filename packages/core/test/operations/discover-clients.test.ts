import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/registry/clients/bundled-clients.js';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'discover_clients', {});

const FILE = '.cursor/mcp.json';
const cursor = async () =>
  (await bench().call('discover_clients')).clients.find(({ client_id }) => client_id === 'cursor');

describe('discovering clients', () => {
  it('finds none on a machine without any', async () => {
    const { clients, count } = await bench().call('discover_clients');
    expect(count).toBe(CLIENTS.length);
    expect(new Set(clients.map(({ installed }) => installed))).toEqual(new Set([false]));
    expect(new Set(clients.map(({ status }) => status))).toEqual(new Set(['absent']));
  });

  it('tells a client by its file, and counts the servers in it', async () => {
    const path = await bench().write(FILE, '{"mcpServers":{"a":{"command":"x"},"b":{"command":"y"}}}');
    expect(await cursor()).toEqual({
      client_id: 'cursor',
      display_name: 'Cursor',
      installed: true,
      config_path: path,
      exists: true,
      server_count: 2,
      managed_count: 0,
      status: 'not_deployed',
    });
  });

  it('says of a release whose key was revoked that it does not verify, and that its file is there', async () => {
    await bench().publish({ ours: { command: 'node' } }, { client_id: 'cursor' });
    await bench().call('deploy_config', { client_id: 'cursor' });
    const [key] = (await bench().call('list_keys')).keys;
    await bench().call('revoke_key', { key_id: key?.key_id ?? '' });
    expect(await cursor()).toMatchObject({
      exists: true,
      server_count: 1,
      managed_count: 1,
      status: 'unverified',
    });
    await rm(bench().path(FILE));
    expect(await cursor()).toMatchObject({ exists: false, managed_count: 0, status: 'unverified' });
  });

  it('hides no fault that is not of the file', async () => {
    const { stores } = bench().core.database;
    stores.deployments.find = () => Promise.reject(new Error('The database is gone.'));
    await expect(bench().call('discover_clients')).rejects.toMatchObject({ code: 'internal' });
  });

  it('counts what we deployed, and says how it stands', async () => {
    await bench().write(FILE, '{"mcpServers":{"mine":{"command":"x"}}}');
    await bench().publish({ ours: { command: 'node' } }, { client_id: 'cursor' });
    await bench().call('deploy_config', { client_id: 'cursor' });
    expect(await cursor()).toMatchObject({ server_count: 2, managed_count: 1, status: 'in_sync' });
    await bench().write(FILE, (await bench().read(FILE)).replace('node', 'deno'));
    expect(await cursor()).toMatchObject({ managed_count: 1, status: 'drifted' });
  });

  it('says which file cannot be read, and goes on with the others', async () => {
    await bench().write(FILE, '{ this is no JSON');
    expect(await cursor()).toMatchObject({ exists: true, server_count: 0, status: 'unreadable' });
    expect((await bench().call('discover_clients')).count).toBe(CLIENTS.length);
  });

  it('shows a limited principal its own clients', async () => {
    const limited = tokenPrincipal(['config:read'], { clients: ['zed'] });
    const { clients, count } = await bench().call('discover_clients', {}, limited);
    expect([count, clients.map(({ client_id }) => client_id)]).toEqual([1, ['zed']]);
  });
});
