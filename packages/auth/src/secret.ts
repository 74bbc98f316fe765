import { hash, randomBytes } from 'node:crypto';

/** What every token looks like: 32 random bytes as 43 URL-safe characters. */
export const SECRET_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** Make the secret of a token: 256 bits of the system's randomness. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret. With 256 random bits there is nothing to guess, so that a plain hash is enough. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Make the public id of a token: no part of its secret. */
export function makeTokenId(): string {
  return `tok_${randomBytes(9).toString('hex')}`;
}
