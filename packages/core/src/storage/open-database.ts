import type { Database } from '../ports/database.js';
import type { Stores } from '../ports/stores.js';
import { parseDatabaseUrl } from './database-url.js';
import type { Engine } from './engine.js';
import { coreMigrations } from './migrations/core-migrations.js';
import { migrate } from './migrations/migrate.js';
import type { Migrations } from './migrations/migration.js';
import type { StorageHandle } from './schema.js';
import { createStores } from './stores/create-stores.js';
import { WriteGroups } from './write-groups.js';
import { WriteQueue } from './write-queue.js';

/** How a database is opened. */
export interface OpenDatabaseOptions {
  /** `sqlite:<path>` (or a path), or `postgres://…`. The folder of a SQLite file must be there. */
  readonly url: string;
  /** The steps of packages with tables of their own, by namespace. */
  readonly migrations?: Migrations;
  /** Told of what is no error to any caller: an idle connection lost. Holds no secret. */
  readonly onWarn?: (message: string) => void;
}

/** A database as it is, whatever its schema. The code for one database system is loaded when it is used. */
export async function openEngine({ url, onWarn = () => undefined }: OpenDatabaseOptions): Promise<Engine> {
  const location = parseDatabaseUrl(url);
  if (location.kind === 'sqlite') {
    const { openSqliteEngine } = await import('./sqlite/sqlite-engine.js');
    return openSqliteEngine(location.path);
  }
  const { openPostgresEngine } = await import('./postgres/postgres-engine.js');
  return openPostgresEngine({ connectionString: location.connectionString, onWarn });
}

function toDatabase(engine: Engine): Database<StorageHandle, Stores> {
  const writes = new WriteQueue();
  const groups = engine.together && new WriteGroups(writes, engine, engine.together);
  return {
    kind: engine.kind,
    handle: engine.handle,
    stores: createStores(engine.handle),
    version: () => engine.version(),
    transaction: (work, options = {}) => {
      const run = (handle: StorageHandle) => work(createStores(handle), handle);
      if (groups !== undefined && options.aside !== true) return groups.run(run);
      return writes.run(() => engine.transaction(run, options));
    },
    async close() {
      await writes.idle();
      await engine.close();
    },
  };
}

/**
 * Open a database, and bring its schema up to date.
 *
 * A transaction may not be begun inside another one of the same database: that throws. On SQLite the handle refuses
 * writes outside a transaction.
 * @throws OrchestrationError `invalid_input` where the URL names no database; `unavailable` where it cannot be used,
 * or was made by a newer version. Neither says where it is.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database<StorageHandle, Stores>> {
  const engine = await openEngine(options);
  try {
    await migrate(engine, { ...options.migrations, core: coreMigrations });
  } catch (error) {
    await engine.close();
    throw error;
  }
  return toDatabase(engine);
}
