import type { StorageDatabase } from '../../src/testing/contracts/contract.js';
import { sampleServer } from '../../src/testing/samples.js';
import { deferred } from './deferred.js';

/** A transaction that holds the write lock, with one server written. */
export interface HeldTransaction {
  /** Let it commit, and wait until it has. */
  end(): Promise<void>;
}

/** Begin a transaction, and hold it open. */
export async function holdTransaction(database: StorageDatabase): Promise<HeldTransaction> {
  const begun = deferred();
  const end = deferred();
  const ended = database.transaction(async ({ servers }) => {
    await servers.insert(sampleServer({ server_id: 'held' }), '2026-01-01T00:00:00.000Z');
    begun.resolve();
    await end.promise;
  });
  await Promise.race([begun.promise, ended]);
  return {
    async end() {
      end.resolve();
      await ended;
    },
  };
}
