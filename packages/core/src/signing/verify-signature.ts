import type { Release, SigningKey, Stores } from '../ports/stores.js';
import { sha256Hex } from '../sha256.js';
import { keyThumbprint, type PublicJwk, publicJwkSchema } from './public-jwk.js';
import { RELEASE_ALGORITHM, type ReleaseJws, releaseHeader, splitReleaseJws } from './release-jws.js';

/** A fault found, in words for people; undefined where there is none. */
type Fault = string | undefined;

function headerFault(header: Buffer, keyId: string): Fault {
  if (header.toString('utf8') === JSON.stringify(releaseHeader(keyId))) return undefined;
  const wanted = Object.entries(releaseHeader(keyId)).map(([name, value]) => `${name} ${value}`);
  return `The signature's header is not exactly ${wanted.join(', ')}.`;
}

/** The public half, if the table holds the one that the id is the thumbprint of. */
function pinnedJwk(key: SigningKey): PublicJwk | undefined {
  const parsed = publicJwkSchema.safeParse(key.public_jwk);
  return parsed.success && keyThumbprint(parsed.data) === key.key_id ? parsed.data : undefined;
}

function keyFault(key: SigningKey | undefined, jwk: PublicJwk | undefined): Fault {
  if (key === undefined) return 'The key is not known here.';
  if (key.status === 'revoked') return `The key was revoked${key.reason === null ? '' : `: ${key.reason}`}.`;
  return jwk === undefined ? 'The public key is not the one that its id names.' : undefined;
}

/** How many good signatures are remembered. */
const REMEMBERED = 10_000;

/** The SHA-256 of each public key and text that were found to fit: another text or another key is another hash. */
const GOOD = new Set<string>();

async function signatureFault(signature: string, jwk: PublicJwk | undefined): Promise<Fault> {
  if (jwk === undefined) return 'There is no public key to check it with.';
  const pair = sha256Hex(`${jwk.x}.${signature}`);
  if (GOOD.has(pair)) return undefined;
  const { compactVerify, errors, importJWK } = await import('jose');
  try {
    await compactVerify(signature, await importJWK({ ...jwk }, RELEASE_ALGORITHM), {
      algorithms: [RELEASE_ALGORITHM],
    });
    if (GOOD.size >= REMEMBERED) GOOD.clear();
    GOOD.add(pair);
    return undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return 'The signature is not of this statement and key.';
    throw error;
  }
}

/** What is known of a release's signature. */
export interface SignatureFacts {
  readonly key_status: SigningKey['status'] | 'unknown';
  /** The parts of the JWS; undefined where it cannot be taken apart. */
  readonly jws: ReleaseJws | undefined;
  /** Each check with its fault, in the order in which they were made. */
  readonly faults: Readonly<Record<'format' | 'header' | 'key' | 'signature', Fault>>;
}

/**
 * Check a release's signature. The key is the one that the row names, out of our own table; nothing in the signature
 * chooses a key or an algorithm.
 */
export async function verifySignature(
  stores: Pick<Stores, 'keys'>,
  release: Release,
): Promise<SignatureFacts> {
  const jws = splitReleaseJws(release.signature);
  const key = await stores.keys.find(release.signing_key_id);
  const jwk = key === undefined ? undefined : pinnedJwk(key);
  const unread = 'The signature cannot be taken apart.';
  return {
    key_status: key?.status ?? 'unknown',
    jws,
    faults: {
      format: jws === undefined ? 'The signature is not three parts of base64url.' : undefined,
      header: jws === undefined ? unread : headerFault(jws.header, release.signing_key_id),
      key: keyFault(key, jwk),
      signature: jws === undefined ? unread : await signatureFault(release.signature, jwk),
    },
  };
}
