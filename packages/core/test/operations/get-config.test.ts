import { compactVerify, importJWK } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'get_config', { client_id: 'cursor' });

const A = { a: { command: 'x' } };
const B = { b: { command: 'y', args: ['z'] } };

describe('getting a release', () => {
  beforeEach(async () => {
    await bench().publish(A);
    await bench().publish(B);
  });

  it('gives the latest', async () => {
    const { key_id } = await bench().call('initialize_keys');
    expect(await bench().call('get_config')).toEqual({
      artifact_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      client_id: 'claude-desktop',
      profile_id: 'default',
      version: 2,
      created_at: expect.stringMatching(/Z$/),
      payload: { mcpServers: B },
      signature: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      signing_key_id: key_id,
      metadata: { generator: expect.stringMatching(/^@mcp-orchestration\/core\/\d/), server_count: 1 },
    });
  });

  it('gives any by its version, or by its artifact', async () => {
    const first = await bench().call('get_config', { version: 1 });
    expect(first.payload).toEqual({ mcpServers: A });
    expect(await bench().call('get_config', { artifact_id: first.artifact_id })).toEqual(first);
    expect(await bench().call('get_config', { artifact_id: first.artifact_id, version: 1 })).toEqual(first);
  });

  it('gives no release whose version and artifact do not belong together', async () => {
    const { artifact_id } = await bench().call('get_config', { version: 1 });
    await expect(bench().call('get_config', { artifact_id, version: 2 })).rejects.toMatchObject({
      code: 'artifact_not_found',
    });
  });

  it('gives the newest of several with the artifact, and says that it was rolled back', async () => {
    const { artifact_id } = await bench().call('get_config', { version: 1 });
    await bench().call('rollback_config', { to: 1 });
    const { version, metadata } = await bench().call('get_config', { artifact_id });
    expect([version, metadata.rolled_back_to, metadata.changelog]).toEqual([3, 1, 'Roll back to release 1.']);
  });

  it('signs what anyone can verify with the public key', async () => {
    const { signature, signing_key_id, artifact_id } = await bench().call('get_config');
    const key = await bench().core.database.stores.keys.find(signing_key_id);
    const { payload, protectedHeader } = await compactVerify(
      signature,
      await importJWK({ ...key?.public_jwk }, 'EdDSA'),
    );
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', kid: signing_key_id });
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
      client_id: 'claude-desktop',
      profile_id: 'default',
      version: 2,
      artifact_id,
    });
  });

  it("finds no other client's or profile's artifact", async () => {
    const { artifact_id } = await bench().call('get_config');
    for (const where of [{ client_id: 'cursor' }, { profile_id: 'dev' }]) {
      await expect(bench().call('get_config', { ...where, artifact_id })).rejects.toMatchObject({
        code: 'artifact_not_found',
        kind: 'not_found',
      });
    }
  });

  it('finds nothing of a profile that has nothing', async () => {
    for (const input of [{ client_id: 'cursor' }, { profile_id: 'dev' }, { profile_id: 'dev', version: 1 }]) {
      await expect(bench().call('get_config', input)).rejects.toMatchObject({
        code: 'config_not_found',
        message: expect.stringMatching(/^Nothing has been published for /),
      });
    }
  });

  it('finds no version that was never made', async () => {
    await expect(bench().call('get_config', { version: 3 })).rejects.toMatchObject({
      code: 'release_not_found',
    });
  });

  it.each(['', 'a'.repeat(63), 'A'.repeat(64), `${'a'.repeat(64)}\n`])(
    'takes %j for no artifact',
    async (id) => {
      await expect(bench().call('get_config', { artifact_id: id })).rejects.toMatchObject({
        code: 'invalid_input',
        errors: [expect.objectContaining({ field: 'artifact_id' })],
      });
    },
  );

  it('gives nothing out that does not verify', async () => {
    await damage(bench(), 'artifacts');
    await expect(bench().call('get_config')).rejects.toMatchObject({
      code: 'release_unverified',
      errors: [{ code: 'artifact' }],
    });
  });

  it('gives nothing out that a revoked key signed, and all that a retired one did', async () => {
    const { signing_key_id } = await bench().call('get_config');
    await bench().call('rotate_key');
    expect((await bench().call('get_config')).version).toBe(2);
    await bench().call('revoke_key', { key_id: signing_key_id, reason: 'lost laptop' });
    await expect(bench().call('get_config')).rejects.toMatchObject({
      code: 'release_unverified',
      errors: [{ code: 'key', message: 'The key was revoked: lost laptop.' }],
    });
  });

  it('changes nothing', async () => {
    const before = await bench().audit();
    await bench().call('get_config');
    expect(await bench().audit()).toEqual(before);
  });
});
