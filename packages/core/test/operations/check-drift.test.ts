import { beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/principal.js';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'check_drift', { client_id: 'cursor' });

const CURSOR = { client_id: 'cursor' };
const FILE = '.cursor/mcp.json';
const drift = () => bench().call('check_drift', CURSOR);
const states = async () =>
  Object.fromEntries((await drift()).servers.map(({ name, state }) => [name, state]));

describe('checking drift', () => {
  it('has nothing to compare where nothing is published or deployed', async () => {
    expect(await drift()).toEqual({
      status: 'not_deployed',
      client_id: 'cursor',
      profile_id: 'default',
      deployed_version: null,
      deployed_at: null,
      latest_version: null,
      config_path: bench().path(FILE),
      servers: [],
    });
  });

  it('knows servers that are not ours', async () => {
    await bench().write(FILE, '{"mcpServers":{"mine":{"command":"x"}}}');
    expect(await states()).toEqual({ mine: 'foreign' });
  });

  it('has no file to look at for a client without one', async () => {
    await expect(bench().call('check_drift', { client_id: 'firebase-studio' })).rejects.toMatchObject({
      code: 'no_config_location',
    });
  });

  it('says that a file cannot be read, and why', async () => {
    await bench().write(FILE, '{ no JSON');
    expect(await drift()).toMatchObject({ status: 'unreadable', servers: [], cause: expect.any(String) });
  });

  it('looks at no other file for a remote caller', async () => {
    await expect(
      bench().call('check_drift', { ...CURSOR, target: '/etc/passwd' }, tokenPrincipal(PERMISSIONS)),
    ).rejects.toMatchObject({ code: 'target_forbidden' });
  });
});

describe('checking drift of a deployment', () => {
  beforeEach(async () => {
    await bench().publish({ a: { command: 'x', args: ['one'] }, b: { command: 'y' } }, CURSOR);
    await bench().call('deploy_config', CURSOR);
  });

  it('finds all in sync', async () => {
    expect(await drift()).toMatchObject({ status: 'in_sync', deployed_version: 1, latest_version: 1 });
    expect(await states()).toEqual({ a: 'clean', b: 'clean' });
  });

  it('finds what was edited, whatever the ids say', async () => {
    await bench().write(FILE, (await bench().read(FILE)).replace('one', 'two'));
    expect((await drift()).status).toBe('drifted');
    expect(await states()).toEqual({ a: 'drifted', b: 'clean' });
  });

  it('finds nothing in how the file is laid out', async () => {
    await bench().write(FILE, `${JSON.stringify(JSON.parse(await bench().read(FILE)))}\n\n`);
    expect((await drift()).status).toBe('in_sync');
  });

  it('finds what is gone', async () => {
    await bench().write(FILE, '{"mcpServers":{"b":{"command":"y"}}}');
    expect(await states()).toEqual({ a: 'missing', b: 'clean' });
  });

  it('finds what is published and not deployed', async () => {
    await bench().publish({ b: { command: 'y' }, c: { command: 'z' } }, CURSOR);
    expect(await drift()).toMatchObject({ status: 'pending', deployed_version: 1, latest_version: 2 });
    expect(await states()).toMatchObject({ b: 'clean', c: 'pending' });
  });

  it('is in sync again after a deploy', async () => {
    await bench().write(FILE, (await bench().read(FILE)).replace('one', 'two'));
    await bench().call('deploy_config', { ...CURSOR, force: true });
    expect((await drift()).status).toBe('in_sync');
  });

  it('compares with no release that does not verify', async () => {
    await damage(bench(), 'signatures');
    await expect(drift()).rejects.toMatchObject({ code: 'release_unverified' });
  });

  it('changes nothing', async () => {
    const before = [await bench().read(FILE), await bench().audit()];
    await drift();
    expect([await bench().read(FILE), await bench().audit()]).toEqual(before);
  });
});
