import type { Token } from './token.js';

/** Whether a token is good at a time: neither revoked nor expired. */
export function isLive(token: Pick<Token, 'expires_at' | 'revoked_at'>, now: Date): boolean {
  if (token.revoked_at !== null) return false;
  return token.expires_at === null || now.getTime() < Date.parse(token.expires_at);
}
