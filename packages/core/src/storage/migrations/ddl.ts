import { type RawBuilder, sql } from 'kysely';
import type { DatabaseKind } from '../engine.js';
import type { MigrationContext } from './migration.js';

/** The type of text columns: compared byte by byte, so that both databases order alike. */
export function textType(kind: DatabaseKind): RawBuilder<string> {
  return kind === 'sqlite' ? sql`text` : sql`text collate "C"`;
}

async function forbidOnSqlite({ handle }: MigrationContext, table: string): Promise<void> {
  for (const event of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`${table}_no_${event}`)} before ${sql.raw(event)} on ${sql.table(table)}
      begin select raise(abort, ${sql.lit(`${table} is insert-only`)}); end`.execute(handle);
  }
}

async function forbidOnPostgres({ handle }: MigrationContext, table: string): Promise<void> {
  await sql`create or replace function refuse_change() returns trigger language plpgsql as
    $$ begin raise exception '% is insert-only', tg_table_name; end $$`.execute(handle);
  await sql`create trigger ${sql.ref(`${table}_insert_only`)} before update or delete or truncate
    on ${sql.table(table)} for each statement execute function refuse_change()`.execute(handle);
}

/** Make the database itself refuse to change or delete rows of a table. */
export async function makeInsertOnly(context: MigrationContext, table: string): Promise<void> {
  await (context.kind === 'sqlite' ? forbidOnSqlite : forbidOnPostgres)(context, table);
}
