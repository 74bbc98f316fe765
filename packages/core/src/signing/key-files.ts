import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { OrchestrationError } from '../errors.js';
import type { FileFacts, FileSystem } from '../ports/file-system.js';
import type { Machine } from '../ports/machine.js';
import type { KeyFiles } from '../ports/signer.js';
import { keyThumbprint, type PublicJwk } from './public-jwk.js';
import { signReleaseJws } from './release-jws.js';

interface Where {
  readonly files: FileSystem;
  /** `<home>/keys`. */
  readonly folder: string;
  readonly platform: Machine['platform'];
}

/** A thumbprint: SHA-256 in base64url. Checked before it becomes a path. */
const KEY_ID = /^[A-Za-z0-9_-]{43}$/;

function pathOf(folder: string, keyId: string): string | undefined {
  return KEY_ID.test(keyId) ? join(folder, `${keyId}.pem`) : undefined;
}

/** Where the public half of a key lies on the host that made it, for people and other tools: we read our table. */
export function publicKeyPath(folder: string, keyId: string): string {
  return join(folder, `${keyId}.pub.pem`);
}

function publicJwkOf(key: KeyObject): PublicJwk {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519' || typeof x !== 'string') {
    throw new OrchestrationError('key_unavailable', { message: 'The key file holds no Ed25519 key.' });
  }
  return { crv: 'Ed25519', kty: 'OKP', x };
}

/** A private key that others can read is not used, as ssh has it. Windows keeps no such bits. */
function assertPrivate({ platform }: Where, { path, facts }: { path: string; facts: FileFacts }): void {
  if (platform === 'win32' || (facts.mode & 0o077) === 0) return;
  throw new OrchestrationError('key_unavailable', {
    message: `Others on this machine may read the private key ${path}; it is not used.`,
    hint: `Run: chmod 600 ${path}; and if someone may have read it: mcp-orchestration key rotate`,
  });
}

/** Read something of a key file. Why it cannot be read stays a cause. */
async function reading<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw new OrchestrationError('key_unavailable', {
      message: `The key file ${path} cannot be read.`,
      cause,
    });
  }
}

function parsePem(pem: Buffer, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // No cause: what OpenSSL says of a private key stays here.
    throw new OrchestrationError('key_unavailable', {
      message: `The key file ${path} holds no private key.`,
    });
  }
}

/**
 * The keys that were read, by their ids. Reading one takes longer than signing with it, and no other key has its
 * thumbprint: what is looked at each time is whether the file is still there as it was, and private.
 */
type ReadKeys = Map<string, { readonly file: string; readonly key: KeyObject }>;

/** Read a private key, and see that it is the one that the file is named after. */
async function readKey(where: Where, { keyId, read }: { keyId: string; read: ReadKeys }): Promise<KeyObject> {
  const path = pathOf(where.folder, keyId);
  const facts = path === undefined ? undefined : await reading(path, () => where.files.facts(path));
  if (path === undefined || facts === undefined) throw new OrchestrationError('key_unavailable');
  assertPrivate(where, { path, facts });
  const file = JSON.stringify(facts);
  const known = read.get(keyId);
  if (known?.file === file) return known.key;
  // A folder or link in its place is not followed.
  const pem = await reading(path, () => where.files.read(path));
  if (pem === undefined) throw new OrchestrationError('key_unavailable');
  const key = parsePem(pem, path);
  if (keyThumbprint(publicJwkOf(key)) !== keyId) {
    throw new OrchestrationError('key_unavailable', {
      message: `The file ${path} holds another key than its name says.`,
    });
  }
  read.set(keyId, { file, key });
  return key;
}

async function removeBoth({ files, folder }: Where, keyId: string): Promise<void> {
  await files.remove(publicKeyPath(folder, keyId));
  await files.remove(join(folder, `${keyId}.pem`));
}

async function generate(where: Where): ReturnType<KeyFiles['generate']> {
  const { files, folder } = where;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const public_jwk = publicJwkOf(privateKey);
  const key_id = keyThumbprint(public_jwk);
  const path = join(folder, `${key_id}.pem`);
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  const publicPem = publicKey.export({ format: 'pem', type: 'spki' });
  try {
    await files.makeFolder(folder);
    await files.create(path, Buffer.from(pem), { mode: 0o600 });
    await files.create(publicKeyPath(folder, key_id), Buffer.from(publicPem), { mode: 0o644 });
    await files.syncFolder(folder);
  } catch (cause) {
    await removeBoth(where, key_id).catch(() => undefined);
    throw new OrchestrationError('unavailable', {
      message: `The key folder ${folder} cannot be written.`,
      hint: 'See that this user may write there and that the disk is not full.',
      cause,
    });
  }
  return { key_id, public_jwk, path };
}

/**
 * The private keys of this host: `<kid>.pem` (PKCS 8, 0600) in one folder. A file is created exclusively and never
 * overwritten; its name is the key's thumbprint, so that two keys cannot meet in one name.
 */
export function createKeyFiles(where: Where): KeyFiles {
  const { files, folder } = where;
  const read: ReadKeys = new Map();
  return {
    folder,
    generate: () => generate(where),
    async has(keyId) {
      const path = pathOf(folder, keyId);
      return path !== undefined && (await files.facts(path)) !== undefined;
    },
    async discard(keyId) {
      if (pathOf(folder, keyId) !== undefined) await removeBoth(where, keyId);
    },
    async sign(keyId, bytes) {
      const key = await readKey(where, { keyId, read });
      return signReleaseJws({ keyId, key }, bytes);
    },
  };
}
