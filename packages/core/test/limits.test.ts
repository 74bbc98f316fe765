import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PERMISSIONS, type Principal } from '../src/principal.js';
import { tokenPrincipal, useBench } from './support/bench.js';

/** What limited principals may do to files, keys and servers that others share with them. */

const CURSOR = { client_id: 'cursor', profile_id: 'default' };
const FILE = '.cursor/mcp.json';
const DEV = tokenPrincipal(PERMISSIONS, { clients: ['cursor'], profiles: ['dev'] });
const KIRO = tokenPrincipal(PERMISSIONS, { clients: ['kiro'] });
const forbidden = { code: 'forbidden' };

const bench = useBench({ keys: true });

/** The default profile is deployed in Cursor's file, which held something before. */
async function deployed(): Promise<string> {
  await bench().write(FILE, '{"mcpServers":{}}');
  await bench().publish({ prod: { command: 'x' } }, CURSOR);
  await bench().call('deploy_config', CURSOR);
  return bench().read(FILE);
}

async function publishAs(principal: Principal, key: typeof CURSOR): Promise<void> {
  await bench().call(
    'add_server_to_config',
    { ...key, server: { command: 'k' }, server_name: 'k' },
    principal,
  );
  await bench().call('publish_config', key, principal);
}

describe('a principal that is limited', () => {
  it('deploys over no profile that it does not reach, not even on a dry run', async () => {
    const before = await deployed();
    const dev = { ...CURSOR, profile_id: 'dev' };
    await publishAs(DEV, dev);
    for (const dry_run of [true, false]) {
      await expect(bench().call('deploy_config', { ...dev, dry_run }, DEV)).rejects.toMatchObject(forbidden);
    }
    expect(await bench().read(FILE)).toBe(before);
  });

  it('deploys over no other client in a folder that it may name files in', async () => {
    const before = await deployed();
    const open = await bench().another({ allowedTargets: [bench().path('.')] });
    const kiro = { client_id: 'kiro', profile_id: 'default' };
    await publishAs(KIRO, kiro);
    await expect(
      open.call('deploy_config', { ...kiro, target: bench().path(FILE), force: true }, KIRO),
    ).rejects.toMatchObject(forbidden);
    expect(await bench().read(FILE)).toBe(before);
    await open.close();
  });

  it('rolls nothing back that it may not deploy then', async () => {
    await deployed();
    const dev = { ...CURSOR, profile_id: 'dev' };
    await publishAs(DEV, dev);
    await bench().publish({ other: { command: 'y' } }, dev);
    await expect(bench().call('rollback_config', { ...dev, to: 1, deploy: true }, DEV)).rejects.toMatchObject(
      forbidden,
    );
    expect((await bench().call('list_releases', dev)).releases).toHaveLength(2);
  });

  it('copies nothing by sync from a client that it does not reach', async () => {
    await deployed();
    await expect(
      bench().call('sync_configs', { clients: ['kiro'], from: 'cursor' }, KIRO),
    ).rejects.toMatchObject(forbidden);
    expect(await bench().core.database.stores.drafts.find({ ...CURSOR, client_id: 'kiro' })).toBeUndefined();
    expect(await bench().core.database.stores.releases.profiles('kiro')).toEqual([]);
  });

  it('puts back no backup under a profile that it does not reach, or of no profile', async () => {
    const before = await deployed();
    const { backups } = await bench().call('list_backups');
    const input = { backup_id: backups[0]?.backup_id ?? '' };
    await expect(bench().call('restore_backup', input, DEV)).rejects.toMatchObject(forbidden);
    expect(await bench().read(FILE)).toBe(before);
    await bench().call('undeploy_config', CURSOR);
    await expect(bench().call('restore_backup', input, DEV)).rejects.toMatchObject(forbidden);
    const all = tokenPrincipal(PERMISSIONS, { clients: ['cursor'], profiles: ['default'] });
    await bench().call('deploy_config', CURSOR);
    expect(await bench().call('restore_backup', input, all)).toMatchObject({ status: 'restored' });
  });

  it('revokes, rotates and makes no key, and registers no server', async () => {
    const [key] = (await bench().call('list_keys')).keys;
    const calls: [string, object][] = [
      ['revoke_key', { key_id: key?.key_id }],
      ['rotate_key', {}],
      ['initialize_keys', { regenerate: true }],
      ['register_server', { server_id: 'mine', name: 'Mine', description: 'Mine.', command: 'x' }],
      ['unregister_server', { server_id: 'mine' }],
    ];
    for (const [name, input] of calls) {
      await expect(bench().raw(name, input, KIRO), name).rejects.toMatchObject(forbidden);
    }
    expect((await bench().call('list_keys')).keys).toEqual([key]);
  });

  it('learns by discovery nothing of a profile that it does not reach', async () => {
    await deployed();
    const seen = async (principal?: Principal) =>
      (await bench().call('discover_clients', {}, principal)).clients.find(
        ({ client_id }) => client_id === 'cursor',
      );
    expect(await seen()).toMatchObject({ status: 'in_sync', managed_count: 1 });
    expect(await seen(DEV)).toMatchObject({ status: 'not_deployed', managed_count: 0, server_count: 1 });
  });
});

describe('the file that the person at the machine has named for a client', () => {
  const named = { client_id: 'cursor', path: null };
  const remote = tokenPrincipal(PERMISSIONS);

  it('is not unnamed over the network, but by those who may name it', async () => {
    const path = await bench().write('elsewhere/mcp.json', '{}');
    await bench().call('set_client_path', { client_id: 'cursor', path });
    await expect(bench().call('set_client_path', named, remote)).rejects.toMatchObject({
      code: 'target_forbidden',
    });
    const open = await bench().another({ allowedTargets: [bench().path('elsewhere')] });
    await expect(open.call('set_client_path', named, DEV)).rejects.toMatchObject(forbidden);
    expect(await open.call('set_client_path', named, remote)).toMatchObject({ named: false });
    await open.close();
  });

  it('is unnamed by the person at the machine, whatever has become of it', async () => {
    const path = bench().path('elsewhere/mcp.json');
    await bench().call('set_client_path', { client_id: 'cursor', path });
    await mkdir(path, { recursive: true });
    expect(await bench().call('set_client_path', named)).toMatchObject({ named: false });
  });
});
