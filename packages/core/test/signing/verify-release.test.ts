import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Release, Stores } from '../../src/ports/stores.js';
import { initializeKeys, revokeKey, rotateKey } from '../../src/signing/manage-keys.js';
import { keyThumbprint } from '../../src/signing/public-jwk.js';
import { readStatement, releaseHash, statementBytes } from '../../src/signing/release-statement.js';
import { requireVerified, verifyRelease } from '../../src/signing/verify-release.js';
import { openSigning, payloadOf, publishAll, type SigningFixture } from './signing-fixture.js';

let fixture: SigningFixture;
let releases: Release[];
beforeEach(async () => {
  fixture = await openSigning();
  await initializeKeys(fixture.services);
  releases = await publishAll(fixture, { payloads: [payloadOf('a'), payloadOf('a', 'b'), payloadOf('c')] });
});
afterEach(() => fixture.close());

function releaseAt(index: number): Release {
  const release = releases.at(index);
  if (release === undefined) throw new Error('There is no such release.');
  return release;
}

/** The names of the checks that fail for a release as it is given. */
async function failuresOf(release: Release, stores: Stores = fixture.stores): Promise<string[]> {
  const { valid, checks } = await verifyRelease(stores, release, { chain: true });
  const failed = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  expect(valid).toBe(failed.length === 0);
  return failed;
}

const encode = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64url');

/** The parts of a release's signature, some of them replaced. */
function withParts(
  release: Release,
  parts: { header?: string; payload?: string; signature?: string },
): Release {
  const [header = '', payload = '', signature = ''] = release.signature.split('.');
  const { header: h = header, payload: p = payload, signature: s = signature } = parts;
  return { ...release, signature: `${h}.${p}.${s}` };
}

/** The stores with other releases in place of the true ones. */
function storesWith(rows: readonly Release[]): Stores {
  return {
    ...fixture.stores,
    releases: {
      ...fixture.stores.releases,
      list: async (_key, { limit, before = Number.POSITIVE_INFINITY }) =>
        rows
          .filter(({ version }) => version < before)
          .toSorted((left, right) => right.version - left.version)
          .slice(0, limit),
    },
  };
}

describe('verifying a release', () => {
  it('says that each release is right, with what it holds', async () => {
    for (const [index, release] of releases.entries()) {
      const verification = await verifyRelease(fixture.stores, release, { chain: true });
      expect(verification).toMatchObject({
        valid: true,
        key_status: 'active',
        statement: { client_id: 'cursor', version: index + 1 },
        payload: { mcpServers: expect.any(Object) },
      });
      expect(verification.checks.map(({ name }) => name)).toEqual([
        'format',
        'header',
        'key',
        'signature',
        'statement',
        'artifact',
        'chain',
      ]);
    }
  });

  it('leaves the chain alone where it is not asked for', async () => {
    const { checks } = await verifyRelease(fixture.stores, releaseAt(-1));
    expect(checks.map(({ name }) => name)).not.toContain('chain');
  });

  it('throws with every check that failed, and gives nothing out', async () => {
    const stores = {
      ...fixture.stores,
      artifacts: { ...fixture.stores.artifacts, get: async () => undefined },
    };
    await revokeKey(fixture.services, { key_id: releaseAt(0).signing_key_id });
    await expect(requireVerified(stores, releaseAt(0))).rejects.toMatchObject({
      code: 'release_unverified',
      errors: [expect.objectContaining({ code: 'key' }), expect.objectContaining({ code: 'artifact' })],
    });
    expect(await verifyRelease(stores, releaseAt(0))).not.toHaveProperty('payload');
  });
});

describe('a tampered signature is refused', () => {
  it('where any one character of it differs', async () => {
    const release = releaseAt(0);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let index = 0; index < release.signature.length; index += 1) {
      const character = release.signature.charAt(index);
      // The lowest bit too: in the last character of a part it may be one that a lax decoder drops.
      const other = character === '.' ? 'A' : alphabet.charAt(alphabet.indexOf(character) ^ 1);
      const signature = release.signature.slice(0, index) + other + release.signature.slice(index + 1);
      const { valid } = await verifyRelease(fixture.stores, { ...release, signature });
      expect(valid, `character ${index}`).toBe(false);
    }
  });

  it('where it was cut off at any length', async () => {
    const release = releaseAt(0);
    for (let length = 0; length < release.signature.length; length += 7) {
      const signature = release.signature.slice(0, length);
      expect((await verifyRelease(fixture.stores, { ...release, signature })).valid, `length ${length}`).toBe(
        false,
      );
    }
  });

  it.each([
    ['padding', (signature: string) => `${signature}==`],
    ['a blank after it', (signature: string) => `${signature} `],
    ['a line break within', (signature: string) => `${signature.slice(0, 9)}\n${signature.slice(9)}`],
    ['a fourth part', (signature: string) => `${signature}.AA`],
    ['the alphabet of plain base64', (signature: string) => signature.replace(/[-_]|(?<=\..*\..)./, '+')],
  ])('where it has %s', async (_name, change) => {
    const release = { ...releaseAt(0), signature: change(releaseAt(0).signature) };
    expect(await failuresOf(release)).toContain('format');
  });

  it.each([
    ['alg none', { alg: 'none' }],
    ['alg HS256', { alg: 'HS256' }],
    ['alg Ed25519, its newer name', { alg: 'Ed25519' }],
    ['another typ', { typ: 'JWT' }],
    ['no typ', { typ: undefined }],
    ['another kid', { kid: 'A'.repeat(43) }],
    ['no kid', { kid: undefined }],
    ['a key of its own', { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } }],
    ['a critical extension', { crit: ['exp'], exp: 1 }],
    ['an unencoded payload', { b64: false, crit: ['b64'] }],
  ])('with %s in its header', async (_name, change) => {
    const release = releaseAt(0);
    const header = encode({ alg: 'EdDSA', kid: release.signing_key_id, typ: 'mcp-release+jws', ...change });
    const failed = await failuresOf(withParts(release, { header }));
    expect(failed).toContain('header');
    expect(failed).toContain('signature');
  });

  it('with alg none and no signature', async () => {
    const header = encode({ alg: 'none', kid: releaseAt(0).signing_key_id, typ: 'mcp-release+jws' });
    expect(await failuresOf(withParts(releaseAt(0), { header, signature: '' }))).toEqual(
      expect.arrayContaining(['header', 'signature']),
    );
  });

  it('where the public key was used as the secret of an HMAC', async () => {
    const release = releaseAt(0);
    const key = await fixture.stores.keys.find(release.signing_key_id);
    const secret = Buffer.from(String(key?.public_jwk.x), 'base64url');
    const signature = await new CompactSign(statementBytes(readStatement(release)))
      .setProtectedHeader({ alg: 'HS256', kid: release.signing_key_id, typ: 'mcp-release+jws' })
      .sign(secret);
    expect(await failuresOf({ ...release, signature })).toEqual(
      expect.arrayContaining(['header', 'signature']),
    );
  });

  it('where an unknown key made it, named by the row or not', async () => {
    const release = releaseAt(0);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    const stranger = keyThumbprint({ kty: 'OKP', crv: 'Ed25519', x: String(x) });
    const sign = (kid: string) =>
      new CompactSign(statementBytes(readStatement(release)))
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'mcp-release+jws' })
        .sign(privateKey);
    const posing = { ...release, signature: await sign(release.signing_key_id) };
    const open = { ...release, signing_key_id: stranger, signature: await sign(stranger) };
    expect(await failuresOf(posing)).toEqual(['signature']);
    expect(await failuresOf(open)).toEqual(['key', 'signature']);
  });

  it('where the public key in the table is not the one that its id names', async () => {
    const release = releaseAt(0);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    const [header = '', payload = ''] = release.signature.split('.');
    const signature = signBytes(null, Buffer.from(`${header}.${payload}`), privateKey).toString('base64url');
    const stores: Stores = {
      ...fixture.stores,
      keys: {
        ...fixture.stores.keys,
        find: async (id) => {
          const key = await fixture.stores.keys.find(id);
          return key && { ...key, public_jwk: { kty: 'OKP', crv: 'Ed25519', x: String(x) } };
        },
      },
    };
    expect(await failuresOf(withParts(release, { signature }), stores)).toEqual(['key', 'signature']);
  });
});

describe('mixing and matching is refused', () => {
  it('for every field of a record that does not say what was signed', async () => {
    const release = releaseAt(1);
    const changes: readonly Partial<Release>[] = [
      { client_id: 'claude-desktop' },
      { profile_id: 'dev' },
      { version: 3 },
      { artifact_id: releaseAt(0).artifact_id },
      { created_at: '2020-01-01T00:00:00.000Z' },
      { release_hash: releaseAt(0).release_hash },
    ];
    for (const change of changes) {
      expect(await failuresOf({ ...release, ...change }), JSON.stringify(change)).toContain('statement');
    }
  });

  it('for every statement of another release, profile or client', async () => {
    const others = [
      ...releases,
      ...(await publishAll(fixture, { profile_id: 'dev', payloads: [payloadOf('a'), payloadOf('a', 'b')] })),
      ...(await publishAll(fixture, { client_id: 'zed', payloads: [payloadOf('a'), payloadOf('c')] })),
    ];
    let refused = 0;
    for (const row of others) {
      for (const other of others) {
        const mixed = { ...row, signature: other.signature, release_hash: other.release_hash };
        const failed = await failuresOf(mixed);
        if (row === other) expect(failed).toEqual([]);
        else expect(failed).toContain('statement');
        if (failed.length > 0) refused += 1;
      }
    }
    expect(refused).toBe(others.length * (others.length - 1));
  });

  it('for an older release under the number of the newest', async () => {
    const [first, , newest] = releases;
    if (first === undefined || newest === undefined) throw new Error('There are three releases.');
    expect(await failuresOf({ ...first, version: newest.version })).toContain('statement');
  });
});

describe('the chain', () => {
  const link = ['chain'];

  it('breaks where a release is missing', async () => {
    const [first, second, third] = [releaseAt(0), releaseAt(1), releaseAt(2)];
    expect(await failuresOf(third, storesWith([first, third]))).toEqual(link);
    expect(await failuresOf(third, storesWith([second, third]))).toEqual(link);
    expect(await failuresOf(third, storesWith([third]))).toEqual(link);
    expect(await failuresOf(third, storesWith([first, second, third]))).toEqual([]);
  });

  it('breaks where any field of an ancestor was changed', async () => {
    const [first, second, third] = [releaseAt(0), releaseAt(1), releaseAt(2)];
    const changes: readonly Partial<Release>[] = [
      { artifact_id: second.artifact_id },
      { release_hash: second.release_hash },
      { created_at: '2020-01-01T00:00:00.000Z' },
      { signature: second.signature },
      { signature: 'no.sig.nature' },
    ];
    for (const change of changes) {
      expect(
        await failuresOf(third, storesWith([{ ...first, ...change }, second])),
        JSON.stringify(change),
      ).toEqual(link);
    }
  });

  it('breaks where an ancestor was replaced by one that is whole in itself', async () => {
    const [first, second, third] = [releaseAt(0), releaseAt(1), releaseAt(2)];
    const statement = { ...readStatement(first), changelog: 'another past' };
    const signature = await fixture.keyFiles.sign(first.signing_key_id, statementBytes(statement));
    const replaced = { ...first, signature, release_hash: releaseHash(statement) };
    expect(await failuresOf(replaced)).toEqual([]);
    expect(await failuresOf(third, storesWith([replaced, second]))).toEqual(link);
  });

  it('breaks for any change of order among the ancestors', async () => {
    const more = await publishAll(fixture, { payloads: ['d', 'e', 'f'].map((name) => payloadOf(name)) });
    const all = [...releases, ...more];
    const newest = more.at(-1);
    if (newest === undefined) throw new Error('There are six releases.');
    const ancestors = all.slice(0, -1);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(ancestors, { minLength: ancestors.length }), async (order) => {
        const renumbered = order.map((release, index) => ({ ...release, version: index + 1 }));
        const moved = order.some((release, index) => release !== ancestors[index]);
        expect(await failuresOf(newest, storesWith(renumbered))).toEqual(moved ? link : []);
      }),
      { numRuns: 40 },
    );
  });

  it('is followed over more releases than are read at a time', async () => {
    const payloads = Array.from({ length: 502 }, (_, index) => payloadOf(`server-${index}`));
    const many = await publishAll(fixture, { profile_id: 'long', payloads });
    const newest = many.at(-1);
    if (newest === undefined) throw new Error('There are many releases.');
    expect(await failuresOf(newest)).toEqual([]);
    const without = storesWith(many.filter(({ version }) => version !== 1));
    expect(await failuresOf(newest, without)).toEqual(link);
  });
});

describe('keys over time', () => {
  it('rotated three times with the second revoked: only its releases are refused', async () => {
    for (const name of ['d', 'e', 'f']) {
      await rotateKey(fixture.services);
      releases.push(...(await publishAll(fixture, { payloads: [payloadOf(name)] })));
    }
    const second = releaseAt(3).signing_key_id;
    await revokeKey(fixture.services, { key_id: second, reason: 'lost' });
    const reports = await Promise.all(
      releases.map((release) => verifyRelease(fixture.stores, release, { chain: true })),
    );
    expect(reports.map(({ valid }) => valid)).toEqual([true, true, true, false, true, true]);
    expect(reports.map(({ key_status }) => key_status)).toEqual([
      'retired',
      'retired',
      'retired',
      'revoked',
      'retired',
      'active',
    ]);
    expect(reports[3]?.checks.filter(({ ok }) => !ok)).toEqual([
      { name: 'key', ok: false, detail: 'The key was revoked: lost.' },
    ]);
  });
});
