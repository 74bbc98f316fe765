import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'clear_draft_config', { client_id: 'cursor' });

describe('clearing a draft', () => {
  it('takes every server out, and says how many there were', async () => {
    for (const server_id of ['memory', 'everything']) {
      await bench().call('add_server_to_config', { server_id });
    }
    expect(await bench().call('clear_draft_config')).toEqual({
      status: 'cleared',
      client_id: 'claude-desktop',
      profile_id: 'default',
      previous_count: 2,
      revision: 3,
    });
    expect((await bench().call('view_draft_config')).draft).toEqual({ mcpServers: {} });
  });

  it('clears what is empty', async () => {
    const { previous_count, revision } = await bench().call('clear_draft_config');
    expect([previous_count, revision]).toEqual([0, 1]);
  });

  it('leaves releases as they are', async () => {
    await bench().publish({ a: { command: 'x' } });
    await bench().call('clear_draft_config');
    expect((await bench().call('get_config')).payload.mcpServers).toEqual({ a: { command: 'x' } });
  });

  it('lets the next draft follow the latest release, for it begins anew', async () => {
    await bench().publish({ a: { command: 'x' } });
    await bench().publish({ a: { command: 'y' } });
    await bench().call('rollback_config', { to: 1 });
    await bench().call('clear_draft_config');
    await bench().call('add_server_to_config', { server_id: 'memory' });
    expect((await bench().call('publish_config')).version).toBe(4);
  });

  it('refuses where the draft has another revision', async () => {
    await bench().call('add_server_to_config', { server_id: 'memory' });
    await expect(bench().call('clear_draft_config', { revision: 0 })).rejects.toMatchObject({
      code: 'revision_conflict',
    });
    expect((await bench().call('view_draft_config')).server_count).toBe(1);
  });

  it('records how many went', async () => {
    await bench().call('add_server_to_config', { server_id: 'memory' });
    await bench().call('clear_draft_config');
    expect((await bench().audit()).at(-1)).toMatchObject({
      operation: 'clear_draft_config',
      detail: { previous_count: 1, revision: 2 },
    });
  });
});
