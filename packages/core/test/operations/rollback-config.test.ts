import { beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/principal.js';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'rollback_config', { client_id: 'cursor', to: 1 });

const CURSOR = { client_id: 'cursor' };
const FILE = '.cursor/mcp.json';

describe('rolling back', () => {
  let first: { artifact_id: string };
  beforeEach(async () => {
    first = await bench().publish({ a: { command: 'x' } }, CURSOR);
    await bench().publish({ b: { command: 'y' } }, CURSOR);
  });

  it('publishes a new release that names the old artifact', async () => {
    expect(await bench().call('rollback_config', { ...CURSOR, to: 1 })).toEqual({
      status: 'rolled_back',
      client_id: 'cursor',
      profile_id: 'default',
      version: 3,
      artifact_id: first.artifact_id,
      rolled_back_to: 1,
    });
    expect((await bench().call('get_config', CURSOR)).payload.mcpServers).toEqual({ a: { command: 'x' } });
    expect((await bench().call('verify_config', CURSOR)).valid).toBe(true);
  });

  it('rewrites nothing', async () => {
    const before = await bench().call('get_config', { ...CURSOR, version: 2 });
    await bench().call('rollback_config', { ...CURSOR, to: 1 });
    expect(await bench().call('get_config', { ...CURSOR, version: 2 })).toEqual(before);
  });

  it('makes nothing where that release is the latest', async () => {
    const answer = await bench().call('rollback_config', { ...CURSOR, to: 2 });
    expect(answer).toMatchObject({ status: 'unchanged', version: 2, rolled_back_to: 2 });
    expect((await bench().call('list_releases', CURSOR)).releases).toHaveLength(2);
  });

  it('makes nothing a second time', async () => {
    await bench().call('rollback_config', { ...CURSOR, to: 1 });
    const again = await bench().call('rollback_config', { ...CURSOR, to: 1 });
    expect(again).toMatchObject({ status: 'unchanged', version: 3 });
  });

  it('leaves the draft and the file alone', async () => {
    const draft = await bench().call('view_draft_config', CURSOR);
    await bench().call('deploy_config', CURSOR);
    const text = await bench().read(FILE);
    await bench().call('rollback_config', { ...CURSOR, to: 1 });
    expect(await bench().call('view_draft_config', CURSOR)).toEqual(draft);
    expect(await bench().read(FILE)).toBe(text);
    expect((await bench().call('check_drift', CURSOR)).status).toBe('pending');
  });

  it('deploys when asked', async () => {
    await bench().call('deploy_config', CURSOR);
    const { version, deployment } = await bench().call('rollback_config', { ...CURSOR, to: 1, deploy: true });
    expect([version, deployment?.status, deployment?.version]).toEqual([3, 'deployed', 3]);
    expect(JSON.parse(await bench().read(FILE))).toEqual({ mcpServers: { a: { command: 'x' } } });
  });

  it('publishes nothing where its caller may not name the file', async () => {
    const remote = tokenPrincipal(PERMISSIONS);
    for (const where of [{ target: '/etc/x.json' }, { project_dir: '/etc' }, { inline_secrets: true }]) {
      await expect(
        bench().call('rollback_config', { ...CURSOR, to: 1, deploy: true, ...where }, remote),
      ).rejects.toMatchObject({ code: 'target_forbidden' });
    }
    expect((await bench().call('list_releases', CURSOR)).releases).toHaveLength(2);
  });

  it('deploys into a file that is named', async () => {
    const target = bench().path('elsewhere.json');
    const { deployment } = await bench().call('rollback_config', { ...CURSOR, to: 1, deploy: true, target });
    expect(deployment?.config_path).toBe(target);
  });

  it('needs another permission to deploy, and does not publish without it', async () => {
    const publisher = tokenPrincipal(PERMISSIONS.filter((permission) => permission !== 'config:deploy'));
    await expect(
      bench().call('rollback_config', { ...CURSOR, to: 1, deploy: true }, publisher),
    ).rejects.toMatchObject({ code: 'forbidden', message: 'This needs the permission config:deploy.' });
    expect((await bench().call('list_releases', CURSOR)).releases).toHaveLength(2);
    const { version } = await bench().call('rollback_config', { ...CURSOR, to: 1 }, publisher);
    expect(version).toBe(3);
  });

  it('stops at an entry that is not ours', async () => {
    await bench().write(FILE, '{"mcpServers":{"a":{"command":"mine"}}}');
    await expect(bench().call('rollback_config', { ...CURSOR, to: 1, deploy: true })).rejects.toMatchObject({
      code: 'deploy_conflict',
    });
    const forced = { ...CURSOR, to: 1, deploy: true, force: true };
    expect((await bench().call('rollback_config', forced)).deployment?.status).toBe('deployed');
  });

  it('goes back to no release that is not there', async () => {
    await expect(bench().call('rollback_config', { ...CURSOR, to: 9 })).rejects.toMatchObject({
      code: 'release_not_found',
    });
    await expect(bench().call('rollback_config', { to: 1 })).rejects.toMatchObject({
      code: 'config_not_found',
    });
  });

  it('goes back to no release that does not verify', async () => {
    await damage(bench(), 'artifacts');
    await expect(bench().call('rollback_config', { ...CURSOR, to: 1 })).rejects.toMatchObject({
      code: 'release_unverified',
    });
  });

  it('needs a key', async () => {
    await bench().call('rotate_key');
    const { keys } = await bench().call('list_keys');
    const active = keys.find(({ status }) => status === 'active')?.key_id ?? '';
    await bench().call('revoke_key', { key_id: active });
    await expect(bench().call('rollback_config', { ...CURSOR, to: 1 })).rejects.toMatchObject({
      code: 'keys_missing',
    });
  });

  it('asks where to', async () => {
    for (const to of [undefined, 0, '1']) {
      await expect(bench().raw('rollback_config', { ...CURSOR, to })).rejects.toMatchObject({
        code: 'invalid_input',
        errors: [expect.objectContaining({ field: 'to' })],
      });
    }
  });

  it('records what it went back to', async () => {
    await bench().call('rollback_config', { ...CURSOR, to: 1 });
    expect((await bench().audit()).at(-1)).toMatchObject({
      operation: 'rollback_config',
      detail: { status: 'published', version: 3, rolled_back_to: 1 },
    });
  });
});
