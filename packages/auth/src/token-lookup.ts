import type { Clock } from '@mcp-orchestration/core';
import type { Token, TokenStore } from './token.js';

/** How long a token that was found is believed, in milliseconds: well under the second in which a revocation must tell. */
const BELIEVED_FOR = 500;

/** How many found tokens are kept. */
const KEPT = 10_000;

/**
 * Look tokens up by the hash of their secret, and believe what was found for half a second. Unknown ones are not
 * kept: they would let a stranger fill the memory, and a token made a moment ago must work.
 */
export function createTokenLookup(
  tokens: Pick<TokenStore, 'findByHash'>,
  clock: Clock,
): (tokenHash: string) => Promise<Token | undefined> {
  const found = new Map<string, { token: Token; since: number }>();
  return async (tokenHash) => {
    const now = clock.now().getTime();
    const known = found.get(tokenHash);
    // A clock that was set back must not make an answer last longer.
    if (known !== undefined && known.since <= now && now < known.since + BELIEVED_FOR) return known.token;
    const token = await tokens.findByHash(tokenHash);
    found.delete(tokenHash);
    if (token === undefined) return undefined;
    const [oldest] = found.size >= KEPT ? found.keys() : [];
    if (oldest !== undefined) found.delete(oldest);
    found.set(tokenHash, { token, since: now });
    return token;
  };
}
