import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
const NO_KEY = 'a'.repeat(43);
operationRules(bench, 'revoke_key', { key_id: NO_KEY });

const activeKey = async () => (await bench().call('initialize_keys')).key_id;

describe('revoking a key', () => {
  it('answers the key, with the reason', async () => {
    const key_id = await activeKey();
    expect(await bench().call('revoke_key', { key_id, reason: 'lost laptop' })).toEqual({
      key_id,
      status: 'revoked',
      created_at: expect.any(String),
      revoked_at: expect.any(String),
      reason: 'lost laptop',
    });
  });

  it('stops what the key signed from being deployed', async () => {
    await bench().publish({ a: { command: 'x' } });
    await bench().call('revoke_key', { key_id: await activeKey() });
    await expect(bench().call('deploy_config')).rejects.toMatchObject({ code: 'release_unverified' });
  });

  it('condemns nothing that another key signed after it', async () => {
    const { signing_key_id: key_id } = await bench().publish({ a: { command: 'x' } });
    await bench().call('rotate_key');
    await bench().publish({ a: { command: 'y' } });
    await bench().call('revoke_key', { key_id });
    expect((await bench().call('verify_config')).valid).toBe(true);
    expect((await bench().call('deploy_config')).status).toBe('deployed');
  });

  it('is for ever: a second reason changes nothing', async () => {
    const key_id = await activeKey();
    const first = await bench().call('revoke_key', { key_id, reason: 'one' });
    expect(await bench().call('revoke_key', { key_id, reason: 'two' })).toEqual(first);
  });

  it('lets a new key be made', async () => {
    await bench().call('revoke_key', { key_id: await activeKey() });
    expect((await bench().call('initialize_keys')).status).toBe('initialized');
  });

  it('knows its keys', async () => {
    await expect(bench().call('revoke_key', { key_id: NO_KEY })).rejects.toMatchObject({
      code: 'key_not_found',
      kind: 'not_found',
    });
  });

  it.each(['', 'short', `${'a'.repeat(42)}/`, '../../../etc/passwd'])(
    'takes %j for no key',
    async (key_id) => {
      await expect(bench().call('revoke_key', { key_id })).rejects.toMatchObject({
        code: 'invalid_input',
        errors: [expect.objectContaining({ field: 'key_id' })],
      });
    },
  );

  it.each(['a\0b', 'two\nlines', '\u202etxet'])('takes %j for no reason', async (reason) => {
    await expect(bench().call('revoke_key', { key_id: NO_KEY, reason })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'reason' })],
    });
  });

  it('records which key, and why', async () => {
    const key_id = await activeKey();
    await bench().call('revoke_key', { key_id, reason: 'lost' });
    expect((await bench().audit()).at(-1)).toMatchObject({
      operation: 'revoke_key',
      detail: { key_id, reason: 'lost' },
    });
  });
});
