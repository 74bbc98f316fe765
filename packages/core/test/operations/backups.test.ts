import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/principal.js';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const CURSOR = { client_id: 'cursor' } as const;
const FILE = '.cursor/mcp.json';
const FIRST = '\ufeff{\r\n  // mine\r\n  "mcpServers": { "own": { "command": "own" } }\r\n}';
const NO_SUCH = '0123456789abcdef';

const bench = useBench({ keys: true });
operationRules(bench, 'list_backups', {});
operationRules(bench, 'show_backup', { backup_id: NO_SUCH });
operationRules(bench, 'restore_backup', { backup_id: NO_SUCH });

async function deploy(name: string) {
  await bench().publish({ [name]: { command: 'node' } }, CURSOR);
  return bench().call('deploy_config', CURSOR);
}

async function deployOver(text = FIRST): Promise<string> {
  await bench().write(FILE, text);
  await deploy('one');
  return newest();
}

async function newest(): Promise<string> {
  const { backups } = await bench().call('list_backups', {});
  return backups[0]?.backup_id ?? '';
}

describe('listing backups', () => {
  it('has one for each write, newest first, with the file that it is of', async () => {
    const result = await (async () => {
      await deployOver();
      return deploy('two');
    })();
    const { backups, count } = await bench().call('list_backups', CURSOR);
    expect(count).toBe(2);
    expect(backups[0]).toMatchObject({
      backup_path: result.backup_path,
      config_path: bench().path(FILE),
      client_id: 'cursor',
      needed: false,
    });
    expect(backups[1]).toMatchObject({ size: Buffer.byteLength(FIRST), needed: true });
    expect(backups.map(({ created_at }) => created_at)).toEqual(
      backups
        .map(({ created_at }) => created_at)
        .toSorted()
        .toReversed(),
    );
  });

  it('lists those of one client, and shows a limited principal only what it may reach', async () => {
    await deployOver();
    expect(await bench().call('list_backups', { client_id: 'zed' })).toMatchObject({ count: 0 });
    const limited = (clients: string[]) => tokenPrincipal(['config:read'], { clients });
    expect(await bench().call('list_backups', {}, limited(['zed']))).toMatchObject({ count: 0 });
    expect(await bench().call('list_backups', {}, limited(['cursor']))).toMatchObject({ count: 1 });
  });

  it('knows the file of a backup after undeploying, too', async () => {
    await deployOver();
    await bench().call('undeploy_config', CURSOR);
    const { backups } = await bench().call('list_backups', CURSOR);
    expect(backups.map(({ config_path }) => config_path)).toEqual([bench().path(FILE), bench().path(FILE)]);
  });
});

describe('showing a backup', () => {
  it('compares it with the file as it is now, secrets masked', async () => {
    const secret = `ghp_${'a'.repeat(36)}`;
    const id = await deployOver(
      JSON.stringify({ mcpServers: { own: { command: 'x', env: { GITHUB_TOKEN: secret } } } }),
    );
    const shown = await bench().call('show_backup', { backup_id: id });
    expect(shown.diff).toMatch(/^-.*one/m);
    expect(JSON.stringify(shown)).not.toContain(secret);
  });

  it('shows nothing of a file that does not parse: its secrets could not be found', async () => {
    const id = await deployOver();
    await bench().write(FILE, '{ broken');
    expect((await bench().call('show_backup', { backup_id: id })).diff).toBeNull();
  });

  it('is for the person at the machine', async () => {
    const id = await deployOver();
    await expect(
      bench().call('show_backup', { backup_id: id }, tokenPrincipal(PERMISSIONS)),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('restoring a backup', () => {
  it('gives the bytes back, and is undone in the same way', async () => {
    const id = await deployOver();
    const deployed = await bench().read(FILE);
    const restored = await bench().call('restore_backup', { backup_id: id });
    expect(restored).toMatchObject({ status: 'restored', config_path: bench().path(FILE) });
    expect(await bench().read(FILE)).toBe(FIRST);
    expect(await bench().call('check_drift', CURSOR)).toMatchObject({ status: 'drifted' });

    expect(await bench().call('restore_backup', { backup_id: await newest() })).toMatchObject({
      status: 'restored',
    });
    expect(await bench().read(FILE)).toBe(deployed);
    expect(await bench().call('check_drift', CURSOR)).toMatchObject({ status: 'in_sync' });
    expect(await bench().call('undeploy_config', CURSOR)).toMatchObject({ restored: true });
    expect(await bench().read(FILE)).toBe(FIRST);
  });

  it('keeps the mode of the file, and brings back one that is gone', async () => {
    const id = await deployOver();
    await chmod(bench().path(FILE), 0o640);
    await bench().call('restore_backup', { backup_id: id });
    expect((await stat(bench().path(FILE))).mode & 0o777).toBe(0o640);
    await bench().core.files.remove(bench().path(FILE));
    expect(await bench().call('restore_backup', { backup_id: id })).not.toHaveProperty('backup_path');
    expect(await bench().read(FILE)).toBe(FIRST);
  });

  it('writes nothing where the file is as the backup has it', async () => {
    const id = await deployOver();
    await bench().call('restore_backup', { backup_id: id });
    expect(await bench().call('restore_backup', { backup_id: id })).toMatchObject({ status: 'unchanged' });
  });

  it('refuses one that is not there, or was damaged', async () => {
    await expect(bench().call('restore_backup', { backup_id: NO_SUCH })).rejects.toMatchObject({
      code: 'backup_not_found',
    });
    const id = await deployOver();
    const { backup_path } = await bench().call('show_backup', { backup_id: id });
    await bench().core.files.remove(backup_path);
    await bench().core.files.create(backup_path, Buffer.from('{}'), { mode: 0o600 });
    await expect(bench().call('restore_backup', { backup_id: id })).rejects.toMatchObject({
      code: 'backup_not_found',
    });
  });

  it('is recorded, with the file and the backup', async () => {
    const id = await deployOver();
    await bench().call('restore_backup', { backup_id: id });
    const entries = (await bench().audit()).filter(({ operation }) => operation === 'restore_backup');
    expect(entries.map(({ detail }) => detail)).toMatchObject([
      { phase: 'begun', backup_id: id },
      { phase: 'done', backup_id: id, target: bench().path(FILE) },
    ]);
  });

  it('reaches over the network only what a deploy would', async () => {
    const id = await deployOver();
    const other = tokenPrincipal(['config:deploy'], { clients: ['zed'] });
    await expect(bench().call('restore_backup', { backup_id: id }, other)).rejects.toMatchObject({
      code: 'target_forbidden',
    });
    const own = tokenPrincipal(['config:deploy'], { clients: ['cursor'] });
    expect(await bench().call('restore_backup', { backup_id: id }, own)).toMatchObject({
      status: 'restored',
    });
    const target = bench().path('named.json');
    await bench().write('named.json', '{}');
    await bench().call('deploy_config', { ...CURSOR, target });
    await expect(bench().call('restore_backup', { backup_id: await newest() }, own)).rejects.toMatchObject({
      code: 'target_forbidden',
    });
  });
});

describe('keeping backups', () => {
  const few = useBench({
    keys: true,
    machine: {
      platform: 'linux',
      homeDirectory: '/nowhere',
      workingDirectory: '/nowhere',
      env: { MCP_ORCHESTRATION_BACKUP_COUNT: '2' },
    },
  });

  it('keeps so many of a file, and those that undeploying may need, however old', async () => {
    const target = few().path('mcp.json');
    await few().write('mcp.json', FIRST);
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await few().publish({ [name]: { command: 'node' } }, CURSOR);
      await few().call('deploy_config', { ...CURSOR, target });
    }
    const { backups } = await few().call('list_backups', {});
    expect(backups.map(({ needed }) => needed)).toEqual([false, false, true]);
    const [folder = ''] = await readdir(join(few().core.home, 'backups'));
    expect((await readdir(join(few().core.home, 'backups', folder))).length).toBe(4);
    expect(await few().call('undeploy_config', { ...CURSOR, target })).toMatchObject({ restored: true });
    expect(await few().read('mcp.json')).toBe(FIRST);
  });
});
