import { closeSync, existsSync, openSync } from 'node:fs';
import { CompiledQuery, Kysely } from 'kysely';
import type { Engine } from '../engine.js';
import type { Schema, StorageHandle } from '../schema.js';
import { unavailable } from '../unavailable.js';
import { followVersion } from './database-version.js';
import { ReaderDialect } from './reader-dialect.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { SqliteConnection } from './sqlite-connection.js';
import { translated } from './sqlite-errors.js';
import { loadSqlite, type SqliteModule } from './sqlite-module.js';
import { WriterDialect } from './writer-dialect.js';

/**
 * Readers wait for a lock only while a database is recovered after a crash, or put away by its last user: a matter of
 * milliseconds.
 */
const READER_PRAGMAS = 'pragma busy_timeout = 5000; pragma query_only = on;';

/**
 * The writer waits by timers (`retryWhileBusy`), not by blocking. `recursive_triggers` makes the triggers that keep
 * tables insert-only see `insert or replace` too.
 */
const WRITER_PRAGMAS =
  'pragma busy_timeout = 4; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma recursive_triggers = on;';

interface Opening {
  readonly module: SqliteModule;
  readonly path: string;
  readonly pragmas: string;
}

/** Make the file before SQLite does, which would give it the mode of the umask. Its `-wal` and `-shm` take the same. */
function createFile(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch (error) {
    // Another process was quicker.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw unavailable('unreachable', error);
  }
}

function connect({ module, path, pragmas }: Opening): SqliteConnection {
  return translated(() => {
    const file = new module.DatabaseSync(path);
    try {
      file.exec(pragmas);
    } catch (error) {
      file.close();
      throw error;
    }
    return new SqliteConnection(file);
  });
}

const [SAVE, KEEP, UNDO] = ['savepoint work', 'release work', 'rollback to work'].map((statement) =>
  CompiledQuery.raw(statement),
) as [CompiledQuery, CompiledQuery, CompiledQuery];

/** After some errors (a full disk) SQLite has rolled back all of the transaction by itself: that is thrown. */
async function attempt(
  { transaction, writer }: { transaction: StorageHandle; writer: SqliteConnection | undefined },
  work: (handle: StorageHandle) => Promise<unknown>,
): Promise<PromiseSettledResult<unknown>> {
  await transaction.executeQuery(SAVE);
  try {
    const value = await work(transaction);
    await transaction.executeQuery(KEEP);
    return { status: 'fulfilled', value };
  } catch (reason) {
    if (writer?.inTransaction !== true) throw reason;
    await transaction.executeQuery(UNDO);
    await transaction.executeQuery(KEEP);
    return { status: 'rejected', reason };
  }
}

/**
 * Open a SQLite file, which is made (0600) where there is none; its folder must be there. Two connections: readers see
 * the last commit and never wait behind a transaction of their own process. The writer's is opened when first used.
 * @throws OrchestrationError `unavailable`.
 */
export async function openSqliteEngine(path: string): Promise<Engine> {
  const module = await loadSqlite();
  createFile(path);
  const reader = connect({ module, path, pragmas: READER_PRAGMAS });
  const handle = new Kysely<Schema>({ dialect: new ReaderDialect(reader) });
  const version = followVersion(reader);
  let written: SqliteConnection | undefined;
  const writer = new Kysely<Schema>({
    dialect: new WriterDialect(async () => {
      written = await retryWhileBusy(() => connect({ module, path, pragmas: WRITER_PRAGMAS }));
      return written;
    }),
  });
  return {
    kind: 'sqlite',
    handle,
    version: () => version.now(),
    transaction: (work, { aside = false } = {}) => {
      if (!aside) return writer.transaction().execute(work);
      return version.aside((locked) =>
        writer.transaction().execute((transaction) => {
          if (written !== undefined) locked(written);
          return work(transaction);
        }),
      );
    },
    together: (run) =>
      writer
        .transaction()
        .execute((transaction) => run((work) => attempt({ transaction, writer: written }, work))),
    async close() {
      await writer.destroy();
      await handle.destroy();
    },
  };
}
