import type { Clock } from '@mcp-orchestration/core';
import type { Token, TokenStore } from './token.js';

/** How long a token that was found is believed, in milliseconds: well under the second in which a revocation must tell. */
const BELIEVED_FOR = 500;

/** How many found tokens are kept. */
const KEPT = 10_000;

/** Looks tokens up by the hash of their secret. */
export interface TokenLookup {
  (tokenHash: string): Promise<Token | undefined>;
  /** A token that was found a moment ago. */
  readonly known: (tokenHash: string, now: Date) => Token | undefined;
}

/**
 * Make a {@link TokenLookup}, which believes what was found for half a second. Unknown ones are not kept: they would
 * let a stranger fill the memory, and a token made a moment ago must work.
 */
export function createTokenLookup(tokens: Pick<TokenStore, 'findByHash'>, clock: Clock): TokenLookup {
  const found = new Map<string, { token: Token; since: number }>();
  const known: TokenLookup['known'] = (tokenHash, at) => {
    const entry = found.get(tokenHash);
    const now = at.getTime();
    // A clock that was set back must not make an answer last longer.
    const believed = entry !== undefined && entry.since <= now && now < entry.since + BELIEVED_FOR;
    return believed ? entry.token : undefined;
  };
  const lookUp = async (tokenHash: string): Promise<Token | undefined> => {
    const now = clock.now();
    const believed = known(tokenHash, now);
    if (believed !== undefined) return believed;
    const token = await tokens.findByHash(tokenHash);
    found.delete(tokenHash);
    if (token === undefined) return undefined;
    const [oldest] = found.size >= KEPT ? found.keys() : [];
    if (oldest !== undefined) found.delete(oldest);
    found.set(tokenHash, { token, since: now.getTime() });
    return token;
  };
  return Object.assign(lookUp, { known });
}
