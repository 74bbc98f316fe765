import { type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from 'kysely';
import type { SqliteConnection } from './sqlite-connection.js';

/**
 * Kysely's driver without its lock, for a connection that only reads: each statement runs at once and to its end, and
 * nobody's transaction is open on it.
 */
class ReaderDriver extends SqliteDriver {
  #connection: DatabaseConnection | undefined;

  constructor(database: SqliteConnection) {
    super({
      database,
      onCreateConnection: async (connection) => {
        this.#connection = connection;
      },
    });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#connection === undefined) throw new Error('The driver has not been started.');
    return this.#connection;
  }

  override async releaseConnection(): Promise<void> {}
}

/** The dialect of the one connection that reads. */
export class ReaderDialect extends SqliteDialect {
  readonly #database: SqliteConnection;

  constructor(database: SqliteConnection) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ReaderDriver(this.#database);
  }
}
