import type { Authorship, Change, Clock, Core } from '@mcp-orchestration/core';
import type { StorageHandle } from '@mcp-orchestration/core/storage';
import { createTokenStore } from './storage/token-store.js';
import type { TokenStore } from './token.js';
import type { UsageCounter } from './usage-counter.js';

/** What the operations on tokens run on. */
export interface AuthServices {
  readonly tokens: TokenStore;
  readonly changeTokens: Change<TokenStore>;
  /** Uses counted in this process show in lists at once. */
  readonly usage: Pick<UsageCounter, 'flush'>;
  readonly clock: Clock;
}

/** Bind the services of one call over the core's database. */
export function createAuthServices(
  core: Pick<Core, 'database' | 'clock' | 'services'>,
  usage: UsageCounter,
): (author: Authorship) => AuthServices {
  const tokens = createTokenStore(core.database.handle);
  return (author) => ({
    tokens,
    usage,
    clock: core.clock,
    changeTokens: (work, facts) => {
      const { change } = core.services(author);
      // The handle of the transaction that `database` itself began.
      return change((_stores, handle) => work(createTokenStore(handle as StorageHandle), handle), facts);
    },
  });
}
