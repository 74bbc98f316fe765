import { describe, expect, it } from 'vitest';
import { hashSecret, makeSecret, makeTokenId, SECRET_PATTERN } from '../src/secret.js';

describe('the secret of a token', () => {
  it('is 32 random bytes as 43 URL-safe characters', () => {
    const secrets = Array.from({ length: 1_000 }, makeSecret);
    expect(new Set(secrets).size).toBe(1_000);
    for (const secret of secrets) {
      expect(secret).toMatch(SECRET_PATTERN);
      expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    }
  });

  it('is kept as its SHA-256', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('has no part in the id', () => {
    const ids = Array.from({ length: 1_000 }, makeTokenId);
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^tok_[0-9a-f]{18}$/);
  });
});
