import type { Database, TransactionOptions } from '../ports/database.js';
import type { StorageHandle } from './schema.js';

/** Which database system. */
export type DatabaseKind = Database<unknown, unknown>['kind'];

/** What the two database systems have in common, below the stores. */
export interface Engine {
  readonly kind: DatabaseKind;
  /** For reads. They do not wait for writers. */
  readonly handle: StorageHandle;
  /** See `Database.version`. */
  version(): number | undefined;
  /**
   * One write transaction under the lock that all writers of all processes share. PostgreSQL may run the work again
   * where the server ended a transaction for reasons of its own.
   */
  transaction<Result>(
    work: (handle: StorageHandle) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  /**
   * Several pieces of work in one such transaction: one that fails leaves nothing behind, and the others go on. Rejects
   * where the transaction as a whole has failed. Absent where each is to have a transaction of its own.
   */
  readonly together?: (run: (attempt: Attempt) => Promise<void>) => Promise<void>;
  close(): Promise<void>;
}

/** Run a piece of work within a transaction, so that all of it is stored or nothing. */
export type Attempt = (
  work: (handle: StorageHandle) => Promise<unknown>,
) => Promise<PromiseSettledResult<unknown>>;
