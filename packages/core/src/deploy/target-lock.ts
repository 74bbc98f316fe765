import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrchestrationError } from '../errors.js';
import type { Services } from '../services.js';
import { sha256Hex } from '../sha256.js';
import { isSqliteBusy } from '../storage/sqlite/sqlite-errors.js';
import { loadSqlite, type SqliteFile } from '../storage/sqlite/sqlite-module.js';
import { fileError } from './file-error.js';

/** How long another deploy may hold the lock, in milliseconds. */
const WAIT_MS = 5_000;

/** The pause between two attempts, in milliseconds. */
const PAUSE_MS = 25;

/**
 * Do something while no other process works on a target. The lock is SQLite's, on a small file named after the
 * target, so that the system lets go of it when its holder dies, whatever way.
 * @throws OrchestrationError `deploy_busy` where another holds it for five seconds.
 */
export async function withTargetLock<Result>(
  { files, settings }: Pick<Services, 'files' | 'settings'>,
  target: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const folder = join(settings.home, 'locks');
  await makeLockFolder(files, folder);
  const lock = await acquire(join(folder, `${sha256Hex(target)}.db`));
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function makeLockFolder(files: Services['files'], folder: string): Promise<void> {
  try {
    await files.makeFolder(folder);
  } catch (error) {
    throw fileError(error, { path: folder, doing: 'written' });
  }
}

async function acquire(path: string): Promise<SqliteFile> {
  const { DatabaseSync } = await loadSqlite();
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const lock = tryLock(() => new DatabaseSync(path));
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
    if (isSqliteBusy(error)) return undefined;
    throw new OrchestrationError('unavailable', { message: 'The lock of this file cannot be taken.', cause: error });
  }
}
