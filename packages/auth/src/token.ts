import type { Permission } from '@mcp-orchestration/core';

/** A token as it is stored: everything but its secret. Times are ISO 8601, UTC. */
export interface Token {
  readonly token_id: string;
  /** SHA-256 (hex) of the secret. */
  readonly token_hash: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** The only clients and profiles that it reaches; null: all. */
  readonly clients: readonly string[] | null;
  readonly profiles: readonly string[] | null;
  readonly created_at: string;
  /** null: never. */
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

/** How often a token was used, and when last. */
export interface TokenUsage {
  readonly usage_count: number;
  readonly last_used_at: string | null;
}

/** Uses of one token that are to be added to what is stored. */
export interface TokenUses {
  readonly token_id: string;
  readonly count: number;
  readonly last_used_at: string;
}

/** Where tokens are kept. */
export interface TokenStore {
  insert(token: Token): Promise<void>;
  find(tokenId: string): Promise<(Token & TokenUsage) | undefined>;
  findByHash(tokenHash: string): Promise<Token | undefined>;
  /** Oldest first. */
  list(): Promise<(Token & TokenUsage)[]>;
  /** Change the two times that may change. */
  update(token: Pick<Token, 'token_id' | 'expires_at' | 'revoked_at'>): Promise<void>;
  /** Add uses to what is stored; the later time of last use stays. */
  addUses(uses: readonly TokenUses[]): Promise<void>;
}
