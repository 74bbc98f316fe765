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
   * One write transaction: all of it or nothing. Writers take turns, over all processes. Nothing but the database is
   * waited for inside it: other processes wait for it to end.
   * @throws OrchestrationError `unavailable` where the database cannot be written.
   */
  transaction<Result>(work: (stores: Stores, handle: Handle) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
