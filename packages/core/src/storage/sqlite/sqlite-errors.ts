import { OrchestrationError } from '../../errors.js';
import { type UnavailableReason, unavailable } from '../unavailable.js';

/** Result codes that say something of the file rather than of the statement (https://sqlite.org/rescode.html). */
const REASONS: Readonly<Record<number, UnavailableReason>> = {
  3: 'refused', // SQLITE_PERM
  5: 'busy', // SQLITE_BUSY
  6: 'busy', // SQLITE_LOCKED
  8: 'read_only', // SQLITE_READONLY
  10: 'unreachable', // SQLITE_IOERR
  11: 'damaged', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'unreachable', // SQLITE_CANTOPEN
  26: 'damaged', // SQLITE_NOTADB
};

/** The primary result code of an error of SQLite: the lower byte of the extended one. */
function resultCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** Whether an error, translated or not, says that another connection holds a lock. */
export function isSqliteBusy(error: unknown): boolean {
  const code = resultCode(error instanceof OrchestrationError ? error.cause : error);
  return code === 5 || code === 6;
}

/** `unavailable` for what is no fault of the statement; every other error as it is. */
export function translateSqliteError(error: unknown): unknown {
  const reason = REASONS[resultCode(error) ?? -1];
  return reason === undefined ? error : unavailable(reason, error);
}

/** Run a call of SQLite with its errors translated. */
export function translated<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw translateSqliteError(error);
  }
}
