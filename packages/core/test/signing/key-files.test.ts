import { chmod, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompactSign,
  calculateJwkThumbprint,
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  importPKCS8,
  importSPKI,
} from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/deploy/node-file-system.js';
import type { FileSystem } from '../../src/ports/file-system.js';
import { createKeyFiles } from '../../src/signing/key-files.js';
import { openSigning, type SigningFixture } from './signing-fixture.js';

let fixture: SigningFixture;
beforeEach(async () => {
  fixture = await openSigning();
});
afterEach(() => fixture.close());

const BYTES = new TextEncoder().encode('{"a":1}');

/** The file system with one method that fails at its n-th call. */
function failing(method: 'makeFolder' | 'create' | 'syncFolder', at: number): FileSystem {
  let calls = 0;
  return new Proxy(nodeFileSystem, {
    get(target, name, receiver) {
      if (name !== method) return Reflect.get(target, name, receiver);
      return async (...args: unknown[]) => {
        calls += 1;
        if (calls === at) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        return Reflect.apply(Reflect.get(target, name), target, args);
      };
    },
  });
}

describe('key files', () => {
  it('are named by the RFC 7638 thumbprint that jose calculates', async () => {
    const { key_id, public_jwk, path } = await fixture.keyFiles.generate();
    expect(await calculateJwkThumbprint({ ...public_jwk })).toBe(key_id);
    expect(path).toBe(join(fixture.keyFiles.folder, `${key_id}.pem`));
    expect(Object.keys(public_jwk).sort()).toEqual(['crv', 'kty', 'x']);
  });

  it('are private: the file 0600, its folder 0700', async () => {
    const { path } = await fixture.keyFiles.generate();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(fixture.keyFiles.folder)).mode & 0o777).toBe(0o700);
    expect(await readFile(path, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it('sign as any JOSE library verifies, with the pinned header', async () => {
    const { key_id, public_jwk } = await fixture.keyFiles.generate();
    const jws = await fixture.keyFiles.sign(key_id, BYTES);
    const verified = await compactVerify(jws, await importJWK({ ...public_jwk }, 'EdDSA'));
    expect(verified.payload).toEqual(BYTES);
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'EdDSA', kid: key_id, typ: 'mcp-release+jws' });
  });

  it('sign what jose signs, byte for byte', async () => {
    const { key_id, path } = await fixture.keyFiles.generate();
    const key = await importPKCS8(await readFile(path, 'utf8'), 'EdDSA');
    const header = { alg: 'EdDSA', kid: key_id, typ: 'mcp-release+jws' };
    const theirs = await new CompactSign(BYTES).setProtectedHeader(header).sign(key);
    expect(await fixture.keyFiles.sign(key_id, BYTES)).toBe(theirs);
  });

  it('are looked at each time they sign: one that is gone, or that others may read, signs no more', async () => {
    const { key_id, path } = await fixture.keyFiles.generate();
    const refused = { code: 'key_unavailable' };
    await fixture.keyFiles.sign(key_id, BYTES);
    await chmod(path, 0o644);
    await expect(fixture.keyFiles.sign(key_id, BYTES)).rejects.toMatchObject(refused);
    await chmod(path, 0o600);
    await fixture.keyFiles.sign(key_id, BYTES);
    const pem = await readFile(path);
    await rm(path);
    await expect(fixture.keyFiles.sign(key_id, BYTES)).rejects.toMatchObject(refused);
    await writeFile(path, 'no key', { mode: 0o600 });
    await expect(fixture.keyFiles.sign(key_id, BYTES)).rejects.toMatchObject(refused);
    await writeFile(path, pem);
    await expect(fixture.keyFiles.sign(key_id, BYTES)).resolves.toBeTypeOf('string');
    // Another content of the same length.
    await writeFile(
      path,
      pem.map((byte) => byte ^ 1),
    );
    await expect(fixture.keyFiles.sign(key_id, BYTES)).rejects.toMatchObject(refused);
  });

  it('come with the public half in a file of its own', async () => {
    const { key_id } = await fixture.keyFiles.generate();
    const pem = await readFile(join(fixture.keyFiles.folder, `${key_id}.pub.pem`), 'utf8');
    const jws = await fixture.keyFiles.sign(key_id, BYTES);
    await expect(compactVerify(jws, await importSPKI(pem, 'EdDSA'))).resolves.toBeDefined();
  });

  it('are there until they are discarded', async () => {
    const { key_id } = await fixture.keyFiles.generate();
    expect(await fixture.keyFiles.has(key_id)).toBe(true);
    await fixture.keyFiles.discard(key_id);
    expect(await fixture.keyFiles.has(key_id)).toBe(false);
    expect(await readdir(fixture.keyFiles.folder)).toEqual([]);
    await expect(fixture.keyFiles.sign(key_id, BYTES)).rejects.toMatchObject({ code: 'key_unavailable' });
  });

  it.each([0o640, 0o604, 0o644, 0o660, 0o666, 0o777])('of mode %o are not used', async (mode) => {
    const { key_id, path } = await fixture.keyFiles.generate();
    await chmod(path, mode);
    await expect(fixture.keyFiles.sign(key_id, BYTES)).rejects.toMatchObject({
      code: 'key_unavailable',
      hint: expect.stringContaining(`chmod 600 ${path}`),
    });
    const onWindows = createKeyFiles({
      files: nodeFileSystem,
      folder: fixture.keyFiles.folder,
      platform: 'win32',
    });
    await expect(onWindows.sign(key_id, BYTES)).resolves.toBeTypeOf('string');
  });

  it('that hold another key than their name says are not used', async () => {
    const first = await fixture.keyFiles.generate();
    const second = await fixture.keyFiles.generate();
    await rename(second.path, first.path);
    await expect(fixture.keyFiles.sign(first.key_id, BYTES)).rejects.toMatchObject({
      code: 'key_unavailable',
    });
  });

  it('that are cut off, empty, or hold another kind of key are not used, and say nothing of what they hold', async () => {
    const { key_id, path } = await fixture.keyFiles.generate();
    const { generateKeyPairSync } = await import('node:crypto');
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const pem = await readFile(path, 'utf8');
    for (const text of [
      '',
      pem.slice(0, 60),
      'sesame',
      String(p256.export({ format: 'pem', type: 'pkcs8' })),
    ]) {
      await writeFile(path, text);
      const error = await fixture.keyFiles.sign(key_id, BYTES).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'key_unavailable' });
      expect(error).not.toHaveProperty('cause');
      expect(String(error)).not.toContain('sesame');
    }
  });

  it('that are links are not followed', async () => {
    const { key_id, path } = await fixture.keyFiles.generate();
    await rename(path, join(fixture.folder, 'elsewhere.pem'));
    await symlink(join(fixture.folder, 'elsewhere.pem'), path);
    await expect(fixture.keyFiles.sign(key_id, BYTES)).rejects.toMatchObject({ code: 'key_unavailable' });
  });

  it.each(['../state', '', '.', '/etc/passwd', 'a'.repeat(42), `${'a'.repeat(42)}/`, `${'a'.repeat(43)}\n`])(
    'are never looked for under the id %j, which is no thumbprint',
    async (keyId) => {
      const touched: string[] = [];
      const files = new Proxy(nodeFileSystem, {
        get: (target, name, receiver) => {
          touched.push(String(name));
          return Reflect.get(target, name, receiver);
        },
      });
      const { keyFiles } = fixture.host('keys', files);
      expect(await keyFiles.has(keyId)).toBe(false);
      await keyFiles.discard(keyId);
      await expect(keyFiles.sign(keyId, BYTES)).rejects.toMatchObject({ code: 'key_unavailable' });
      expect(touched).toEqual([]);
    },
  );

  it.each([
    ['makeFolder', 1],
    ['create', 1],
    ['create', 2],
    ['syncFolder', 1],
  ] as const)('leave nothing behind where %s fails at call %i', async (method, at) => {
    const { keyFiles } = fixture.host('keys', failing(method, at));
    await expect(keyFiles.generate()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await readdir(keyFiles.folder).catch(() => [])).toEqual([]);
  });
});
