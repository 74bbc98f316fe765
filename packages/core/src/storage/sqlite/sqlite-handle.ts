import {
  CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  Kysely,
  type QueryResult,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type { Schema, StorageHandle } from '../schema.js';
import { retryWhileBusy } from './retry-while-busy.js';
import type { SqliteConnection } from './sqlite-connection.js';

const BEGIN = CompiledQuery.raw('begin immediate');

/** Kysely's driver, with transactions that take the write lock as they begin. */
class ImmediateDriver extends SqliteDriver {
  readonly #database: SqliteConnection;

  constructor(database: SqliteConnection, onCreateConnection: (made: DatabaseConnection) => Promise<void>) {
    super({ database, onCreateConnection });
    this.#database = database;
  }

  /** A transaction that began as a reader could find, on its first write, that another one was quicker. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await retryWhileBusy(() => connection.executeQuery(BEGIN));
  }

  /** After some errors (a full disk) SQLite has rolled back by itself, and refuses to do it again. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

const DIALECT = new SqliteDialect({ database: () => Promise.reject(new Error('Never opened by Kysely.')) });
const COMPILER = DIALECT.createQueryCompiler();
/** One for all handles: statements are compiled once for each; see `statement`. */
const ADAPTER = DIALECT.createAdapter();

/**
 * Runs each statement at once, as SQLite does: there is never one under way that another has to wait for. Kysely would
 * ask for the connection each time, which takes a dozen promises and longer than most statements.
 */
class AtOnceExecutor extends DefaultQueryExecutor {
  readonly #connection: DatabaseConnection;

  constructor(provider: ConnectionProvider, connection: DatabaseConnection) {
    super(COMPILER, ADAPTER, provider);
    this.#connection = connection;
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return this.#connection.executeQuery(query);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  override withConnectionProvider(provider: ConnectionProvider): AtOnceExecutor {
    return new AtOnceExecutor(provider, this.#connection);
  }
}

/** A handle over one connection. Of its transactions one runs at a time; what is outside of them waits for none. */
export async function createHandle(database: SqliteConnection): Promise<StorageHandle> {
  let connection: DatabaseConnection | undefined;
  const driver = new ImmediateDriver(database, async (made) => {
    connection = made;
  });
  await driver.init();
  if (connection === undefined) throw new Error('Kysely made no connection.');
  const executor = new AtOnceExecutor(new DefaultConnectionProvider(driver), connection);
  return new Kysely<Schema>({ config: { dialect: DIALECT }, dialect: DIALECT, driver, executor });
}
