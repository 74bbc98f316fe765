import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrchestrationError } from '../../errors.js';
import type { Locks } from '../../ports/locks.js';
import { sha256Hex } from '../../sha256.js';
import { isSqliteBusy } from './sqlite-errors.js';
import { loadSqlite, type SqliteFile } from './sqlite-module.js';

/** How long another holder is waited for, in milliseconds. */
const WAIT_MS = 5_000;

/** The pause between two attempts, in milliseconds. */
const PAUSE_MS = 25;

/** {@link Locks} of SQLite, which the kernel frees within milliseconds of a death: one small file a name. */
export function createSqliteLocks(folder: string): Locks {
  return {
    async whileHeld(name, work) {
      const lock = await acquire(folder, `${sha256Hex(name)}.db`);
      try {
        return await work();
      } finally {
        lock.close();
      }
    },
  };
}

async function acquire(folder: string, name: string): Promise<SqliteFile> {
  const { DatabaseSync } = await loadSqlite();
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(refuse);
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const lock = tryLock(() => new DatabaseSync(join(folder, name)));
    if (lock !== undefined) return lock;
    if (performance.now() > deadline) throw new OrchestrationError('deploy_busy');
    await sleep(PAUSE_MS * (0.5 + Math.random()));
  }
}

/** The lock, held until it is closed; undefined where another holds it. */
function tryLock(open: () => SqliteFile): SqliteFile | undefined {
  let file: SqliteFile | undefined;
  try {
    file = open();
    file.exec('begin exclusive');
    return file;
  } catch (error) {
    file?.close();
    return isSqliteBusy(error) ? undefined : refuse(error);
  }
}

function refuse(cause: unknown): never {
  throw new OrchestrationError('unavailable', { message: 'The lock of this file cannot be taken.', cause });
}
