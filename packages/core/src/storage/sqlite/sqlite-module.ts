/** The part of the node:sqlite API that is used here; `@photostructure/sqlite` has the same. */
export interface SqliteModule {
  readonly DatabaseSync: new (path: string) => SqliteFile;
}

/** An open connection (`DatabaseSync`). Its calls block until they are done. */
export interface SqliteFile {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

/** A compiled statement (`StatementSync`). */
export interface SqliteStatement {
  all(...parameters: unknown[]): unknown[];
  get(...parameters: unknown[]): unknown;
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
}

/**
 * The first version without the WAL-reset bug, by which several processes that write and checkpoint can corrupt a
 * database: our very use (https://sqlite.org/wal.html#walresetbug). Earlier Node 22 and 24 have an older one.
 */
const FIRST_SAFE_VERSION = [3, 51, 3] as const;

function isSafe(version: string): boolean {
  const parts = version.split('.').map(Number);
  const index = FIRST_SAFE_VERSION.findIndex((wanted, place) => parts[place] !== wanted);
  return index === -1 || (parts[index] ?? 0) > (FIRST_SAFE_VERSION[index] ?? 0);
}

/** Node's own module, without the warning that it is experimental. */
function builtIn(): SqliteModule | undefined {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/**
 * SQLite through the node:sqlite API: Node's own where it has one that is safe for several processes, and
 * `@photostructure/sqlite` (the same API, its own SQLite) elsewhere. Loaded when first asked for.
 */
export async function loadSqlite(): Promise<SqliteModule> {
  const version = process.versions.sqlite;
  const found = version !== undefined && isSafe(version) ? builtIn() : undefined;
  return found ?? (await import('@photostructure/sqlite'));
}
