import { beforeEach, describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'remove_server_from_config', { client_id: 'cursor', server_name: 'a' });

describe('removing a server', () => {
  beforeEach(async () => {
    for (const server_name of ['a', 'b']) {
      await bench().call('add_server_to_config', { server: { command: server_name }, server_name });
    }
  });

  it('answers the draft without it', async () => {
    expect(await bench().call('remove_server_from_config', { server_name: 'a' })).toEqual({
      status: 'removed',
      server_name: 'a',
      client_id: 'claude-desktop',
      profile_id: 'default',
      draft: { mcpServers: { b: { command: 'b' } } },
      servers: ['b'],
      server_count: 1,
      revision: 3,
      base_version: null,
      updated_at: expect.any(String),
    });
  });

  it('takes the name as server_id, as the first version called it', async () => {
    const { server_name } = await bench().call('remove_server_from_config', { server_id: 'b' });
    expect(server_name).toBe('b');
  });

  it('removes the last one too', async () => {
    await bench().call('remove_server_from_config', { server_name: 'a' });
    const { server_count } = await bench().call('remove_server_from_config', { server_name: 'b' });
    expect(server_count).toBe(0);
  });

  it.each(['c', 'A', '', 'constructor', '__proto__', 'toString'])('finds no %j', async (server_name) => {
    await expect(bench().call('remove_server_from_config', { server_name })).rejects.toMatchObject({
      code: 'server_not_found',
      message: `The draft has no server named ${JSON.stringify(server_name)}.`,
      hint: expect.stringContaining('draft show'),
    });
    expect((await bench().call('view_draft_config')).revision).toBe(2);
  });

  it('asks for a name', async () => {
    await expect(bench().call('remove_server_from_config', {})).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'server_name' })],
    });
  });

  it('refuses where the draft has another revision', async () => {
    await expect(
      bench().call('remove_server_from_config', { server_name: 'a', revision: 1 }),
    ).rejects.toMatchObject({ code: 'revision_conflict' });
    expect((await bench().call('view_draft_config')).server_count).toBe(2);
  });

  it('removes once, of two who try', async () => {
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => bench().call('remove_server_from_config', { server_name: 'a' })),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await bench().call('view_draft_config')).servers).toEqual(['b']);
  });
});
