import type { SqliteConnection } from './sqlite-connection.js';

/** Tells whether a file was written, as `Database.version` has it. */
export interface DatabaseVersion {
  now(): number;
  /**
   * Run a transaction that leaves the version as it is, unless others write too.
   * @param run Is given what must be called while the transaction holds the lock.
   */
  aside<Result>(run: (locked: (writer: SqliteConnection) => void) => Promise<Result>): Promise<Result>;
}

/**
 * Follow the version of a file. SQLite has a number of its own for each connection, which is another one when any
 * other connection has written: the reader's tells of every write, the writer's of those of other processes.
 */
export function followVersion(reader: SqliteConnection): DatabaseVersion {
  let seen = Number.NaN;
  let version = 0;
  const now = (): number => {
    const found = reader.version();
    if (found !== seen) version += 1;
    seen = found;
    return version;
  };
  return {
    now,
    async aside(run) {
      let unchanged = (): boolean => false;
      const result = await run((writer) => {
        // Whatever was written before counts; until the lock is given back nobody else writes.
        now();
        const others = writer.version();
        unchanged = () => writer.version() === others;
      });
      try {
        const found = reader.version();
        if (unchanged()) seen = found;
      } catch {
        // What was written is there all the same; the next look finds another version.
      }
      return result;
    },
  };
}
