import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from 'kysely';
import { retryWhileBusy } from './retry-while-busy.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** Kysely's driver, with transactions that take the write lock as they begin. */
class WriterDriver extends SqliteDriver {
  readonly #open: () => Promise<SqliteConnection>;
  #connection: SqliteConnection | undefined;

  constructor(open: () => Promise<SqliteConnection>) {
    super({ database: async () => this.#connect() });
    this.#open = open;
  }

  async #connect(): Promise<SqliteConnection> {
    this.#connection = await this.#open();
    return this.#connection;
  }

  override async destroy(): Promise<void> {
    this.#connection?.checkpoint();
    await super.destroy();
  }

  /** A transaction that began as a reader could find, on its first write, that another one was quicker. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await retryWhileBusy(() => connection.executeQuery(CompiledQuery.raw('begin immediate')));
  }

  /** After some errors (a full disk) SQLite has rolled back by itself, and refuses to do it again. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection?.inTransaction === true) await super.rollbackTransaction(connection);
  }
}

/** The dialect of the one connection that writes. It is opened by the first transaction. */
export class WriterDialect extends SqliteDialect {
  readonly #open: () => Promise<SqliteConnection>;

  constructor(open: () => Promise<SqliteConnection>) {
    super({ database: open });
    this.#open = open;
  }

  override createDriver(): Driver {
    return new WriterDriver(this.#open);
  }
}
