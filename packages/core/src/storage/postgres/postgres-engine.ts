import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Engine } from '../engine.js';
import type { Schema, StorageHandle } from '../schema.js';
import { isRepeatable } from './postgres-errors.js';
import { openPostgresPool } from './postgres-pool.js';

/** The advisory lock that every writer takes: "mcporch" in ASCII, in decimal: hexadecimal needs PostgreSQL 16. Locks of other databases do not touch it. */
const WRITE_LOCK = '30790107018716008';

/** How often a transaction is run when the server keeps ending it. */
const ATTEMPTS = 5;

/**
 * Wait for the write lock for ten seconds, as on SQLite. A writer whose host sleeps or hangs inside a transaction
 * loses it after thirty, so that the others may go on.
 */
async function takeWriteLock(handle: StorageHandle): Promise<void> {
  await sql`select set_config('lock_timeout', '10s', true),
    set_config('idle_in_transaction_session_timeout', '30s', true),
    pg_advisory_xact_lock(${sql.raw(WRITE_LOCK)})`.execute(handle);
}

async function repeated<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !isRepeatable(error)) throw error;
    }
  }
}

/**
 * Open a PostgreSQL database. Write transactions take one advisory lock, so that they run one after the other as on
 * SQLite: what a writer reads is what the writer before it left.
 * @throws OrchestrationError `unavailable` where the package `pg` is not installed.
 */
export async function openPostgresEngine(options: {
  readonly connectionString: string;
  readonly onWarn: (message: string) => void;
}): Promise<Engine> {
  const handle = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: await openPostgresPool(options) }),
  });
  return {
    kind: 'postgres',
    handle,
    version: () => undefined,
    transaction: (work) =>
      repeated(() =>
        handle.transaction().execute(async (transaction) => {
          await takeWriteLock(transaction);
          return work(transaction);
        }),
      ),
    close: () => handle.destroy(),
  };
}
