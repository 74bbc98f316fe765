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

/** Uses of one token: how many, and when the last was, in milliseconds. */
interface Counted {
  count: number;
  at: number;
}

function toUses([token_id, { count, at }]: [string, Counted]): TokenUses {
  return { token_id, count, last_used_at: new Date(at).toISOString() };
}

/** Make a {@link UsageCounter} over a function that stores uses. What cannot be stored is kept and tried again. */
export function createUsageCounter(store: (uses: readonly TokenUses[]) => Promise<void>): UsageCounter {
  let counted = new Map<string, Counted>();
  let flushing: Promise<void> = Promise.resolve();

  const add = (tokenId: string, count: number, at: number): void => {
    const known = counted.get(tokenId);
    if (known === undefined) counted.set(tokenId, { count, at });
    else {
      known.count += count;
      known.at = Math.max(known.at, at);
    }
  };

  const storeCounted = async (): Promise<void> => {
    if (counted.size === 0) return;
    const taken = counted;
    counted = new Map();
    try {
      await store([...taken].map(toUses));
    } catch {
      for (const [tokenId, { count, at }] of taken) add(tokenId, count, at);
    }
  };

  const flush = (): Promise<void> => {
    flushing = flushing.then(storeCounted);
    return flushing;
  };

  const timer = setInterval(() => void flush(), FLUSH_EVERY);
  timer.unref();
  return {
    count: (tokenId, at) => add(tokenId, 1, at.getTime()),
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
