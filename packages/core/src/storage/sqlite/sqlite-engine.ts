import { closeSync, existsSync, openSync } from 'node:fs';
import { CompiledQuery } from 'kysely';
import type { Engine } from '../engine.js';
import type { StorageHandle } from '../schema.js';
import { unavailable } from '../unavailable.js';
import { followVersion } from './database-version.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { SqliteConnection } from './sqlite-connection.js';
import { translated } from './sqlite-errors.js';
import { createHandle, type SqliteHandle } from './sqlite-handle.js';
import { loadSqlite, type SqliteModule } from './sqlite-module.js';

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

/** A connection, and what statements run over. */
interface Opened extends SqliteHandle {
  readonly connection: SqliteConnection;
}

async function open(opening: Opening): Promise<Opened> {
  const connection = connect(opening);
  return { connection, ...(await createHandle(connection)) };
}

/** After some errors (a full disk) SQLite has rolled back all of the transaction by itself: that is thrown. */
async function attempt(
  transaction: StorageHandle,
  { connection, piece }: Opened,
  work: (handle: StorageHandle) => Promise<unknown>,
): Promise<PromiseSettledResult<unknown>> {
  await transaction.executeQuery(SAVE);
  const { handle, end } = piece();
  const [outcome] = await Promise.allSettled([work(handle)]);
  // What it left running would go on in the next one's piece.
  end();
  if (outcome.status === 'rejected') {
    if (!connection.inTransaction) throw outcome.reason;
    await transaction.executeQuery(UNDO);
  }
  await transaction.executeQuery(KEEP);
  return outcome;
}

/**
 * Open a SQLite file, which is made (0600) where there is none; its folder must be there. Two connections: readers see
 * the last commit and never wait behind a transaction of their own process. The writer's is opened when first used.
 * @throws OrchestrationError `unavailable`.
 */
export async function openSqliteEngine(path: string): Promise<Engine> {
  const module = await loadSqlite();
  createFile(path);
  const reader = await open({ module, path, pragmas: READER_PRAGMAS });
  const version = followVersion(reader.connection);
  let opening: Promise<Opened> | undefined;
  let closing: Promise<void> | undefined;
  const openWriter = async (): Promise<Opened> => {
    if (closing !== undefined) throw new Error('The database is closed.');
    opening ??= retryWhileBusy(() => open({ module, path, pragmas: WRITER_PRAGMAS })).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const closeAll = async (): Promise<void> => {
    const writer = await opening?.catch(() => undefined);
    writer?.connection.checkpoint();
    await writer?.handle.destroy();
    await reader.handle.destroy();
  };
  return {
    kind: 'sqlite',
    handle: reader.handle,
    version: () => version.now(),
    async transaction(work, { aside = false } = {}) {
      const { connection, handle } = await openWriter();
      if (!aside) return handle.transaction().execute(work);
      return version.aside((locked) =>
        handle.transaction().execute((transaction) => {
          locked(connection);
          return work(transaction);
        }),
      );
    },
    async together(run) {
      const writer = await openWriter();
      await writer.handle
        .transaction()
        .execute((transaction) => run((work) => attempt(transaction, writer, work)));
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
