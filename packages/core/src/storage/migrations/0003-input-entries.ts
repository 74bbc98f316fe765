import { sql } from 'kysely';
import { textType } from './ddl.js';
import type { MigrationContext } from './migration.js';

/**
 * Definitions of inputs beside servers: an entry is known by its kind too. SQLite changes no primary key, so the
 * table is made anew.
 */
export async function inputEntries({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  const key = ['host_id', 'target'] as const;
  await handle.schema.alterTable('deployed_entries').renameTo('deployed_servers').execute();
  await handle.schema
    .createTable('deployed_entries')
    .addColumn('host_id', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('members', text, (column) => column.notNull())
    .addColumn('adopted', 'integer', (column) => column.notNull())
    .addColumn('replaced_in', text)
    // The name that the first table gave its key is still taken on PostgreSQL.
    .addPrimaryKeyConstraint('deployed_entries_key', ['host_id', 'target', 'kind', 'name'])
    .addForeignKeyConstraint('deployed_entries_of', [...key], 'deployments', [...key], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
  await sql`insert into deployed_entries
    (host_id, target, kind, name, position, members, adopted, replaced_in)
    select host_id, target, 'server', name, position, members, adopted, replaced_in from deployed_servers`.execute(
    handle,
  );
  await handle.schema.dropTable('deployed_servers').execute();
}
