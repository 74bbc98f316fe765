import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'reset_draft', { client_id: 'cursor' });

describe('resetting a draft', () => {
  it('puts the latest release in place of the draft', async () => {
    await bench().publish({ a: { command: 'x' } });
    await bench().call('add_server_to_config', { server_id: 'memory' });
    expect(await bench().call('reset_draft')).toEqual({
      client_id: 'claude-desktop',
      profile_id: 'default',
      draft: { mcpServers: { a: { command: 'x' } } },
      servers: ['a'],
      server_count: 1,
      revision: 5,
      base_version: 1,
      updated_at: expect.any(String),
    });
  });

  it('takes up any release, and still follows the latest', async () => {
    await bench().publish({ a: { command: 'x' } });
    await bench().publish({ b: { command: 'y' } });
    const reset = await bench().call('reset_draft', { version: 1 });
    expect([reset.servers, reset.base_version]).toEqual([['a'], 2]);
    expect((await bench().call('publish_config')).version).toBe(3);
  });

  it('ends the state of being outdated after a rollback', async () => {
    await bench().publish({ a: { command: 'x' } });
    await bench().publish({ b: { command: 'y' } });
    await bench().call('rollback_config', { to: 1 });
    await bench().call('add_server_to_config', { server_id: 'memory' });
    await expect(bench().call('publish_config')).rejects.toMatchObject({ code: 'draft_outdated' });
    await bench().call('reset_draft');
    await bench().call('add_server_to_config', { server_id: 'memory' });
    const { version, server_count } = await bench().call('publish_config');
    expect([version, server_count]).toEqual([4, 2]);
  });

  it('has nothing to begin from where nothing was published', async () => {
    await bench().call('add_server_to_config', { server_id: 'memory' });
    await expect(bench().call('reset_draft')).rejects.toMatchObject({ code: 'config_not_found' });
    await expect(bench().call('reset_draft', { version: 1 })).rejects.toMatchObject({
      code: 'config_not_found',
    });
    expect((await bench().call('view_draft_config')).server_count).toBe(1);
  });

  it.each([2, 2_147_483_647])('has no release %d', async (version) => {
    await bench().publish({ a: { command: 'x' } });
    await expect(bench().call('reset_draft', { version })).rejects.toMatchObject({
      code: 'release_not_found',
      message: `claude-desktop/default has no release ${version}.`,
    });
  });

  it.each([0, -1, 1.5, 2_147_483_648, '1'])('takes %j for no version', async (version) => {
    await expect(bench().raw('reset_draft', { version })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'version' })],
    });
  });

  it('takes nothing up from a release that does not verify', async () => {
    await bench().publish({ a: { command: 'x' } });
    await damage(bench(), 'artifacts');
    await expect(bench().call('reset_draft')).rejects.toMatchObject({ code: 'release_unverified' });
  });

  it('refuses where the draft has another revision', async () => {
    await bench().publish({ a: { command: 'x' } });
    await expect(bench().call('reset_draft', { revision: 0 })).rejects.toMatchObject({
      code: 'revision_conflict',
    });
  });
});
