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

  constructor(database: SqliteConnection) {
    super({ database });
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

/** One connection, as Kysely's driver knows it and as it is. */
interface Connections {
  readonly connection: DatabaseConnection;
  readonly database: SqliteConnection;
}

/**
 * Runs each statement at once, as SQLite does: there is never one under way that another has to wait for. Kysely would
 * ask for the connection each time, which takes a dozen promises and longer than most statements.
 */
class AtOnceExecutor extends DefaultQueryExecutor {
  readonly #connections: Connections;
  readonly #isOpen: (() => boolean) | undefined;

  /** @param isOpen Whether the transaction that this is for still goes on; without it this is for none. */
  constructor(provider: ConnectionProvider, connections: Connections, isOpen?: () => boolean) {
    super(COMPILER, ADAPTER, provider);
    this.#connections = connections;
    this.#isOpen = isOpen;
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // Kysely knows that a transaction has ended some microtasks after it has; what ran then would be stored by itself.
    if (this.#isOpen?.() === false) return Promise.reject(new Error('The transaction has ended.'));
    try {
      return this.#connections.connection.executeQuery(query);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** What Kysely runs a transaction over. */
  override withConnectionProvider(provider: ConnectionProvider): AtOnceExecutor {
    const { database } = this.#connections;
    return new AtOnceExecutor(provider, this.#connections, this.#isOpen ?? (() => database.inTransaction));
  }
}

/** A handle over one connection. Of its transactions one runs at a time; what is outside of them waits for none. */
export interface SqliteHandle {
  readonly handle: StorageHandle;
  /** Make a handle for one piece of the work of the transaction that goes on. It refuses statements once it was ended. */
  piece(): { readonly handle: StorageHandle; end(): void };
}

/** Make a {@link SqliteHandle}. */
export async function createHandle(database: SqliteConnection): Promise<SqliteHandle> {
  const driver = new ImmediateDriver(database);
  await driver.init();
  const connection = await driver.acquireConnection();
  await driver.releaseConnection();
  const connections = { connection, database };
  const provider = new DefaultConnectionProvider(driver);
  const over = (isOpen?: () => boolean): StorageHandle => {
    const executor = new AtOnceExecutor(provider, connections, isOpen);
    return new Kysely<Schema>({ config: { dialect: DIALECT }, dialect: DIALECT, driver, executor });
  };
  return {
    handle: over(),
    piece() {
      let isOpen = true;
      return {
        handle: over(() => isOpen && database.inTransaction),
        end: () => {
          isOpen = false;
        },
      };
    },
  };
}
