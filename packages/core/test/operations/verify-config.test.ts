import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'verify_config', { client_id: 'cursor' });

const publishThree = async () => {
  for (const command of ['x', 'y', 'z']) await bench().publish({ a: { command } });
};
const failed = async (input = {}) => {
  const { valid, checks } = await bench().call('verify_config', input);
  expect(valid).toBe(checks.every(({ ok }) => ok));
  return checks.filter(({ ok }) => !ok).map(({ name }) => name);
};

describe('verifying a release', () => {
  it('says each check with its result', async () => {
    const { artifact_id, signing_key_id } = await bench().publish({ a: { command: 'x' } });
    expect(await bench().call('verify_config')).toEqual({
      valid: true,
      version: 1,
      artifact_id,
      signing_key_id,
      key_status: 'active',
      checks: ['format', 'header', 'key', 'signature', 'statement', 'artifact', 'chain'].map((name) => ({
        name,
        ok: true,
      })),
    });
  });

  it('verifies every release, latest or named', async () => {
    await publishThree();
    for (const version of [undefined, 1, 2, 3]) {
      expect(await failed(version === undefined ? {} : { version })).toEqual([]);
    }
    expect((await bench().call('verify_config')).version).toBe(3);
  });

  it('finds a payload that was altered in the database', async () => {
    await publishThree();
    await damage(bench(), 'artifacts');
    expect(await failed()).toEqual(['artifact']);
  });

  it('finds a signature that was altered', async () => {
    await publishThree();
    await damage(bench(), 'signatures');
    expect(await failed({ version: 1 })).toEqual(['signature']);
  });

  it('finds a release passed off as another version', async () => {
    await bench().publish({ a: { command: 'x' } });
    await damage(bench(), 'versions');
    expect(await failed({ version: 11 })).toContain('statement');
  });

  it('finds an ancestor that was taken out, or altered', async () => {
    await publishThree();
    await damage(bench(), 'first');
    expect(await failed({ version: 2 })).toEqual(['chain']);
    expect(await failed({ version: 3 })).toEqual(['chain']);
  });

  it('finds a hash of an ancestor that is not its own', async () => {
    await publishThree();
    await damage(bench(), 'hashes');
    expect(await failed({ version: 3 })).toContain('chain');
  });

  it('knows no key that is not in its table', async () => {
    await publishThree();
    await damage(bench(), 'keys');
    expect(await failed()).toContain('key');
    expect((await bench().call('verify_config')).key_status).toBe('unknown');
  });

  it('tells retired keys, which verify, from revoked ones, which do not', async () => {
    const { signing_key_id: key_id } = await bench().publish({ a: { command: 'x' } });
    await bench().call('rotate_key');
    await bench().publish({ a: { command: 'y' } });
    expect((await bench().call('verify_config', { version: 1 })).key_status).toBe('retired');
    await bench().call('revoke_key', { key_id });
    expect(await failed({ version: 1 })).toEqual(['key']);
    expect((await bench().call('verify_config', { version: 1 })).key_status).toBe('revoked');
    expect(await failed({ version: 2 })).toEqual([]);
  });

  it('has nothing to verify where nothing is published', async () => {
    await expect(bench().call('verify_config')).rejects.toMatchObject({ code: 'config_not_found' });
    await publishThree();
    await expect(bench().call('verify_config', { version: 4 })).rejects.toMatchObject({
      code: 'release_not_found',
    });
  });
});
