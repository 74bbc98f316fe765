import type { TokenUses } from './token.js';

/** How often counted uses are stored, in milliseconds. */
const FLUSH_EVERY = 2_000;

/** Counts the uses of tokens in memory and stores them now and then, so that no request waits for a write. */
export interface UsageCounter {
  count(tokenId: string, at: Date): void;
  /** Store what was counted. Also done every two seconds. */
  flush(): Promise<void>;
  /** Flush for the last time. */
  close(): Promise<void>;
}

/** Make a {@link UsageCounter} over a function that stores uses. What cannot be stored is kept and tried again. */
export function createUsageCounter(store: (uses: readonly TokenUses[]) => Promise<void>): UsageCounter {
  let counted = new Map<string, TokenUses>();
  let flushing: Promise<void> = Promise.resolve();

  const add = (uses: TokenUses): void => {
    const known = counted.get(uses.token_id);
    const last_used_at =
      known !== undefined && known.last_used_at > uses.last_used_at ? known.last_used_at : uses.last_used_at;
    counted.set(uses.token_id, {
      token_id: uses.token_id,
      count: (known?.count ?? 0) + uses.count,
      last_used_at,
    });
  };

  const storeCounted = async (): Promise<void> => {
    if (counted.size === 0) return;
    const uses = [...counted.values()];
    counted = new Map();
    try {
      await store(uses);
    } catch {
      for (const use of uses) add(use);
    }
  };

  const flush = (): Promise<void> => {
    flushing = flushing.then(storeCounted);
    return flushing;
  };

  const timer = setInterval(() => void flush(), FLUSH_EVERY);
  timer.unref();
  return {
    count: (token_id, at) => add({ token_id, count: 1, last_used_at: at.toISOString() }),
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
