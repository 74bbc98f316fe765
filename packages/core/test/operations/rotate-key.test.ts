import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'rotate_key', {});

describe('rotating the key', () => {
  it('answers the new one, which is active', async () => {
    const { key_id } = await bench().call('initialize_keys');
    const rotated = await bench().call('rotate_key');
    expect(rotated).toEqual({
      key_id: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      status: 'active',
      created_at: expect.any(String),
    });
    expect(rotated.key_id).not.toBe(key_id);
  });

  it('has the new key sign, while what the old one signed still verifies', async () => {
    await bench().call('initialize_keys');
    await bench().publish({ a: { command: 'x' } });
    const { key_id } = await bench().call('rotate_key');
    const second = await bench().publish({ a: { command: 'y' } });
    expect(second.signing_key_id).toBe(key_id);
    for (const version of [1, 2]) expect((await bench().call('verify_config', { version })).valid).toBe(true);
  });

  it('has nothing to rotate before there is a key', async () => {
    await expect(bench().call('rotate_key')).rejects.toMatchObject({
      code: 'keys_missing',
      hint: expect.stringContaining('key init'),
    });
  });

  it('makes a new key where the only one was revoked', async () => {
    const { key_id } = await bench().call('initialize_keys');
    await bench().call('revoke_key', { key_id });
    await bench().call('rotate_key');
    const { keys } = await bench().call('list_keys');
    expect(keys.map(({ status }) => status).toSorted()).toEqual(['active', 'revoked']);
    expect((await bench().publish({ a: { command: 'x' } })).version).toBe(1);
  });

  it('leaves one active key, of two processes that rotate at once', async () => {
    await bench().call('initialize_keys');
    const other = await bench().another();
    await Promise.all([bench(), other].map((process) => process.call('rotate_key')));
    await other.close();
    const { keys } = await bench().call('list_keys');
    expect(keys.map(({ status }) => status).toSorted()).toEqual(['active', 'retired', 'retired']);
  });
});
