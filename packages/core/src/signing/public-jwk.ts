import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.js';

/** Schema of the public half of an Ed25519 key (RFC 8037): these members alone, so that no private one slips in. */
export const publicJwkSchema = z.strictObject({
  crv: z.literal('Ed25519'),
  kty: z.literal('OKP'),
  /** 32 bytes in base64url. */
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** The public half of an Ed25519 key. */
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** RFC 7638 thumbprint: the SHA-256, in base64url, of the required members in canonical JSON. */
export function keyThumbprint({ crv, kty, x }: PublicJwk): string {
  return createHash('sha256').update(canonicalJson({ crv, kty, x })).digest('base64url');
}
