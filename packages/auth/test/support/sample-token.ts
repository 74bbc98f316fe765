import type { Token } from '../../src/token.js';

/** A token that is good for ever. */
export function sampleToken(changes: Partial<Token> = {}): Token {
  return {
    token_id: 'tok_000000000000000001',
    token_hash: 'a'.repeat(64),
    name: 'sample',
    permissions: ['config:read'],
    clients: null,
    profiles: null,
    created_at: '2026-03-01T12:00:00.000Z',
    expires_at: null,
    revoked_at: null,
    ...changes,
  };
}
