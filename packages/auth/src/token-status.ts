import type { Token } from './token.js';

/** When tokens expire, in milliseconds since 1970: reading a time takes longer than the rest of a check. */
const EXPIRIES = new WeakMap<object, number>();

function expiryOf(token: Pick<Token, 'expires_at'>): number {
  const known = EXPIRIES.get(token);
  if (known !== undefined) return known;
  const expiry = token.expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(token.expires_at);
  EXPIRIES.set(token, expiry);
  return expiry;
}

/** Whether a token, which never changes, is good at a time: neither revoked nor expired. */
export function isLive(token: Readonly<Pick<Token, 'expires_at' | 'revoked_at'>>, now: Date): boolean {
  return token.revoked_at === null && now.getTime() < expiryOf(token);
}
