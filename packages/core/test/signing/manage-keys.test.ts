import { readdir } from 'node:fs/promises';
import { compactVerify, createLocalJWKSet } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initializeKeys, revokeKey, rotateKey } from '../../src/signing/manage-keys.js';
import { publicJwks } from '../../src/signing/public-jwks.js';
import { openSigning, payloadOf, publishAll, type SigningFixture } from './signing-fixture.js';

let fixture: SigningFixture;
beforeEach(async () => {
  fixture = await openSigning();
});
afterEach(() => fixture.close());

const statuses = async () =>
  Object.fromEntries((await fixture.stores.keys.list()).map(({ key_id, status }) => [key_id, status]));

const privateFiles = async () =>
  (await readdir(fixture.keyFiles.folder)).filter((name) => !name.endsWith('.pub.pem')).sort();

describe('initializing keys', () => {
  it('makes one active key, and says where it is', async () => {
    const result = await initializeKeys(fixture.services);
    expect(result).toMatchObject({ status: 'initialized', key_dir: fixture.keyFiles.folder });
    expect(await statuses()).toEqual({ [result.key_id]: 'active' });
    expect(await readdir(fixture.keyFiles.folder)).toContain(result.public_key_path.split('/').at(-1));
  });

  it('leaves an active key as it is', async () => {
    const first = await initializeKeys(fixture.services);
    const again = await initializeKeys(fixture.services);
    expect(again).toMatchObject({ status: 'already_exists', key_id: first.key_id });
    expect(await privateFiles()).toEqual([`${first.key_id}.pem`]);
  });

  it('rotates where it is to regenerate, and overwrites nothing', async () => {
    const first = await initializeKeys(fixture.services, { regenerate: true });
    const second = await initializeKeys(fixture.services, { regenerate: true });
    expect([first.status, second.status]).toEqual(['initialized', 'regenerated']);
    expect(await statuses()).toEqual({ [first.key_id]: 'retired', [second.key_id]: 'active' });
    expect(await privateFiles()).toEqual([`${first.key_id}.pem`, `${second.key_id}.pem`].sort());
  });

  it('makes one key where several processes ask at once, and leaves no file of the others', async () => {
    const processes = await Promise.all([fixture.process(), fixture.process(), fixture.process()]);
    const results = await Promise.all(processes.map(({ services }) => initializeKeys(services)));
    await Promise.all(processes.map((process) => process.close()));
    expect(new Set(results.map(({ key_id }) => key_id)).size).toBe(1);
    expect(results.filter(({ status }) => status === 'initialized')).toHaveLength(1);
    expect(await privateFiles()).toEqual([`${results[0]?.key_id}.pem`]);
    expect(Object.values(await statuses())).toEqual(['active']);
  });

  it('leaves no key and no file where the change cannot be recorded', async () => {
    const services = {
      ...fixture.services,
      change: async () => {
        throw new Error('the audit log cannot be written');
      },
    };
    await expect(initializeKeys(services)).rejects.toThrow('audit log');
    expect(await fixture.stores.keys.list()).toEqual([]);
    expect(await readdir(fixture.keyFiles.folder)).toEqual([]);
  });

  it('keeps the file of a key whose commit is in doubt', async () => {
    const services = {
      ...fixture.services,
      change: async <Result>(
        ...args: Parameters<typeof fixture.services.change<Result>>
      ): Promise<Result> => {
        await fixture.services.change(...args);
        throw new Error('the connection was lost after the commit');
      },
    };
    await expect(initializeKeys(services)).rejects.toThrow('connection');
    const [key] = await fixture.stores.keys.list();
    expect(await fixture.keyFiles.has(key?.key_id ?? '')).toBe(true);
  });

  it('makes a key again after the only one was revoked', async () => {
    const first = await initializeKeys(fixture.services);
    await revokeKey(fixture.services, { key_id: first.key_id });
    const second = await initializeKeys(fixture.services);
    expect(second.status).toBe('initialized');
    expect(await statuses()).toEqual({ [first.key_id]: 'revoked', [second.key_id]: 'active' });
  });
});

describe('rotating a key', () => {
  it('needs a key to rotate', async () => {
    await expect(rotateKey(fixture.services)).rejects.toMatchObject({ code: 'keys_missing' });
    expect(await readdir(fixture.folder)).not.toContain('keys');
  });

  it('retires the active key with the time, and leaves those before as they are', async () => {
    const first = await initializeKeys(fixture.services);
    fixture.clock.time += 1000;
    const second = await rotateKey(fixture.services);
    fixture.clock.time += 1000;
    const third = await rotateKey(fixture.services);
    expect(await statuses()).toEqual({
      [first.key_id]: 'retired',
      [second.key_id]: 'retired',
      [third.key_id]: 'active',
    });
    expect((await fixture.stores.keys.find(first.key_id))?.retired_at).toBe('2026-01-01T00:00:01.000Z');
  });

  it('leaves one active key where several processes rotate at once', async () => {
    await initializeKeys(fixture.services);
    const processes = await Promise.all([fixture.process(), fixture.process(), fixture.process()]);
    await Promise.all(processes.map(({ services }) => rotateKey(services)));
    await Promise.all(processes.map((process) => process.close()));
    expect(Object.values(await statuses()).sort()).toEqual(['active', 'retired', 'retired', 'retired']);
  });

  it('is recorded', async () => {
    await initializeKeys(fixture.services);
    const { key_id } = await rotateKey(fixture.services);
    const [entry] = await fixture.stores.audit.list({ limit: 1 });
    expect(entry?.detail).toEqual({ key_id });
  });
});

describe('revoking a key', () => {
  it('needs a key that is known', async () => {
    await expect(revokeKey(fixture.services, { key_id: 'A'.repeat(43) })).rejects.toMatchObject({
      code: 'key_not_found',
    });
  });

  it('keeps the reason and time of the first revocation', async () => {
    const { key_id } = await initializeKeys(fixture.services);
    const first = await revokeKey(fixture.services, { key_id, reason: 'lost laptop' });
    fixture.clock.time += 1000;
    expect(await revokeKey(fixture.services, { key_id, reason: 'something else' })).toEqual(first);
    expect(first).toMatchObject({
      status: 'revoked',
      revoked_at: '2026-01-01T00:00:00.000Z',
      reason: 'lost laptop',
    });
  });

  it('of the active key leaves none to sign with, until one is made', async () => {
    const { key_id } = await initializeKeys(fixture.services);
    await revokeKey(fixture.services, { key_id });
    await expect(publishAll(fixture, { payloads: [payloadOf('a')] })).rejects.toMatchObject({
      code: 'keys_missing',
    });
    await rotateKey(fixture.services);
    expect(await publishAll(fixture, { payloads: [payloadOf('a')] })).toHaveLength(1);
  });
});

describe('the public key set', () => {
  it('verifies, with another library, the releases of active and retired keys and of no revoked one', async () => {
    const { key_id: first } = await initializeKeys(fixture.services);
    const [one] = await publishAll(fixture, { payloads: [payloadOf('a')] });
    await rotateKey(fixture.services);
    const [two] = await publishAll(fixture, { payloads: [payloadOf('b')] });
    const before = createLocalJWKSet(await publicJwks(fixture.stores));
    await expect(compactVerify(one?.signature ?? '', before)).resolves.toBeDefined();
    await expect(compactVerify(two?.signature ?? '', before)).resolves.toBeDefined();
    await revokeKey(fixture.services, { key_id: first });
    const after = createLocalJWKSet(await publicJwks(fixture.stores));
    await expect(compactVerify(one?.signature ?? '', after)).rejects.toThrow();
    await expect(compactVerify(two?.signature ?? '', after)).resolves.toBeDefined();
  });

  it('holds nothing private', async () => {
    await initializeKeys(fixture.services);
    const { keys } = await publicJwks(fixture.stores);
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
  });

  it('is empty where there are no keys', async () => {
    expect(await publicJwks(fixture.stores)).toEqual({ keys: [] });
  });
});
