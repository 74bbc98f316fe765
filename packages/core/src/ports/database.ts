/** How a transaction is meant. */
export interface TransactionOptions {
  /** Whether it writes nothing that others read but to show it: counts of uses. `version` stays as it is. */
  readonly aside?: boolean;
}

/**
 * One database, SQLite or PostgreSQL. `Handle` is what stores are built over, so that a package with tables of its
 * own (auth) can take part in the same transaction.
 */
export interface Database<Handle, Stores> {
  readonly kind: 'sqlite' | 'postgres';
  /** For reads outside a transaction. */
  readonly handle: Handle;
  readonly stores: Stores;
  /**
   * A number that is another one as soon as anything was written, by whichever process, but for what this one writes
   * aside: what was read while it stayed the same would be read again. undefined where the system has none that can be
   * had at once.
   */
  version(): number | undefined;
  /**
   * One write transaction: all of it or nothing. Writers take turns, over all processes. Nothing but the database is
   * waited for inside it: other processes wait for it to end.
   * @throws OrchestrationError `unavailable` where the database cannot be written.
   */
  transaction<Result>(
    work: (stores: Stores, handle: Handle) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  close(): Promise<void>;
}
