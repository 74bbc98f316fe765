import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { translated } from './sqlite-errors.js';
import type { SqliteStatement as CompiledStatement, SqliteFile } from './sqlite-module.js';

/** How many compiled statements a connection keeps. The stores have about forty. */
const STATEMENT_LIMIT = 256;

/** Whether a statement gives rows. Values are never part of the text, so a word in it is syntax. */
const GIVES_ROWS = /^\s*(?:select|with|pragma|explain|values)\b|\breturning\b/i;

/** One connection, in the shape that Kysely's dialect wants. Statements are compiled once for each text. */
export class SqliteConnection implements SqliteDatabase {
  readonly #file: SqliteFile;
  readonly #statements = new Map<string, SqliteStatement>();
  #version: CompiledStatement | undefined;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  get inTransaction(): boolean {
    return this.#file.isTransaction;
  }

  /** Another one when another connection, of this process or another one, has written since. */
  version(): number {
    return translated(() => {
      this.#version ??= this.#file.prepare('pragma data_version');
      return (this.#version.get() as { readonly data_version: number }).data_version;
    });
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= STATEMENT_LIMIT) this.#statements.clear();
    const statement = this.#compile(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /**
   * Move what was written from the log into the file itself, as far as others let it. SQLite does so when the last
   * connection closes, but `@photostructure/sqlite` leaves compiled statements open and so never comes to that.
   */
  checkpoint(): void {
    try {
      this.#file.exec('pragma wal_checkpoint(truncate)');
    } catch {
      // Someone else reads or writes: it is done by whoever closes last.
    }
  }

  close(): void {
    this.#statements.clear();
    translated(() => this.#file.close());
  }

  #compile(sql: string): SqliteStatement {
    const statement = translated(() => this.#file.prepare(sql));
    const all = (parameters: readonly unknown[]) => translated(() => statement.all(...parameters));
    return {
      reader: GIVES_ROWS.test(sql),
      all,
      run: (parameters) => translated(() => statement.run(...parameters)),
      iterate: (parameters) => all(parameters).values(),
    };
  }
}
