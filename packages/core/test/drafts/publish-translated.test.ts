import { beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/principal.js';
import { tokenPrincipal, useBench } from '../support/bench.js';

const CURSOR = { client_id: 'cursor', profile_id: 'default' };
const KIRO = { client_id: 'kiro', profile_id: 'default' };
const SECRET = { command: 'x', env: { API_TOKEN: 'ghp_0123456789abcdefghijABCDEFGHIJ012345' } };

const bench = useBench({ keys: true });

const sync = (input: object = {}, ...by: Parameters<typeof tokenPrincipal>[]) =>
  bench().raw(
    'sync_configs',
    { clients: ['kiro'], from: 'cursor', ...input },
    ...by.map((of) => tokenPrincipal(...of)),
  );
const drafted = () => bench().call('view_draft_config', KIRO);
const released = async () => (await bench().call('list_releases', KIRO)).releases;

describe("publishing another client's release", () => {
  beforeEach(async () => {
    await bench().call('add_server_to_config', { ...KIRO, server: { command: 'work' }, server_name: 'work' });
  });

  it('leaves the draft as it is where that cannot be published', async () => {
    await bench().call('add_server_to_config', { ...CURSOR, server: SECRET, server_name: 'prod' });
    await bench().call('publish_config', { ...CURSOR, allow_literal_secrets: true });
    const before = await drafted();
    expect(await sync({ force: true })).toMatchObject({
      outcomes: [{ status: 'failed', error: { code: 'draft_invalid' } }],
    });
    expect(await drafted()).toEqual(before);
    expect(await bench().core.database.stores.releases.profiles('kiro')).toEqual([]);
  });

  it('leaves the draft as it is where the key is gone', async () => {
    await bench().publish({ prod: { command: 'x' } }, CURSOR);
    const [key] = (await bench().call('list_keys')).keys;
    await bench().call('rotate_key');
    const { stores } = bench().core.database;
    const [active] = (await stores.keys.list()).filter(({ status }) => status === 'active');
    await bench().call('revoke_key', { key_id: active?.key_id ?? '' });
    expect(key?.key_id).not.toBe(active?.key_id);
    const before = await drafted();
    expect(await sync({ force: true })).toMatchObject({ outcomes: [{ error: { code: 'keys_missing' } }] });
    expect(await drafted()).toEqual(before);
  });

  it('makes the draft hold it, and go on from the new release, in one step', async () => {
    await bench().publish({ prod: { command: 'x' } }, CURSOR);
    const { revision } = await drafted();
    expect(await sync({ force: true })).toMatchObject({ status: 'synced' });
    expect(await drafted()).toMatchObject({ servers: ['prod'], base_version: 1, revision: revision + 1 });
    expect(await released()).toHaveLength(1);
  });

  it('publishes nothing where its caller may not name the file', async () => {
    await bench().publish({ prod: { command: 'x' } }, CURSOR);
    const before = await drafted();
    expect(await sync({ force: true, project_dir: '/etc' }, [PERMISSIONS])).toMatchObject({
      outcomes: [{ status: 'failed', error: { code: 'target_forbidden' } }],
    });
    expect(await drafted()).toEqual(before);
    expect(await bench().core.database.stores.releases.profiles('kiro')).toEqual([]);
  });
});
