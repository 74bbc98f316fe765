import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'list_keys', {});

describe('listing keys', () => {
  it('lists none before there is one', async () => {
    expect(await bench().call('list_keys')).toEqual({ keys: [] });
  });

  it('shows each with its status, and leaves out what has not happened', async () => {
    const { key_id: first } = await bench().call('initialize_keys');
    const { key_id: second } = await bench().call('rotate_key');
    const { key_id: third } = await bench().call('rotate_key');
    await bench().call('revoke_key', { key_id: first, reason: 'lost' });
    const { keys } = await bench().call('list_keys');
    const byId = new Map(keys.map((key) => [key.key_id, key]));
    const time = expect.stringMatching(/^2026-01-01T.*Z$/);
    expect(byId.get(first)).toEqual({
      key_id: first,
      status: 'revoked',
      created_at: time,
      retired_at: time,
      revoked_at: time,
      reason: 'lost',
    });
    expect(byId.get(second)).toEqual({
      key_id: second,
      status: 'retired',
      created_at: time,
      retired_at: time,
    });
    expect(byId.get(third)).toEqual({ key_id: third, status: 'active', created_at: time });
  });

  it('shows nothing of a private half', async () => {
    await bench().call('initialize_keys');
    expect(JSON.stringify(await bench().call('list_keys'))).not.toMatch(/PRIVATE|"d"/);
  });
});
