import { type KeyObject, sign } from 'node:crypto';

/** The only algorithm of release signatures: Ed25519, by its JOSE name. */
export const RELEASE_ALGORITHM = 'EdDSA';

/** The `typ` of release signatures: no other JWS of ours can stand in for one. */
export const RELEASE_TYPE = 'mcp-release+jws';

/** The protected header of a release signed by a key: these three members and no others, in this order. */
export function releaseHeader(keyId: string): { alg: string; kid: string; typ: string } {
  return { alg: RELEASE_ALGORITHM, kid: keyId, typ: RELEASE_TYPE };
}

/** The three parts of a compact JWS, decoded. */
export interface ReleaseJws {
  readonly header: Buffer;
  readonly payload: Buffer;
  readonly signature: Buffer;
}

/**
 * Sign bytes as a compact JWS (RFC 7515, section 7.1; Ed25519 as RFC 8037 has it). A signature is its key's and its
 * bytes' alone, so this is what jose makes of them, which signs by way of another thread and takes several times as long.
 */
export function signReleaseJws(
  { keyId, key }: { readonly keyId: string; readonly key: KeyObject },
  bytes: Uint8Array,
): string {
  const header = Buffer.from(JSON.stringify(releaseHeader(keyId)));
  const signed = [header, Buffer.from(bytes)].map((part) => part.toString('base64url')).join('.');
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

/** Decode base64url as RFC 7515 has it: no padding, no blanks, no bits left over. */
function decodeStrictly(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}

/**
 * Take a compact JWS apart, without believing any of it.
 * @returns undefined where it is not three parts of strict base64url.
 */
export function splitReleaseJws(jws: string): ReleaseJws | undefined {
  const [header, payload, signature, ...more] = jws.split('.').map(decodeStrictly);
  if (!header || !payload || !signature || more.length > 0) return undefined;
  return { header, payload, signature };
}
