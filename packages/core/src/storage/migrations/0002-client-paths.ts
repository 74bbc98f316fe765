import { textType } from './ddl.js';
import type { MigrationContext } from './migration.js';

/** Where the file of a client is on a host, where its user has said so. */
export async function clientPaths({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  await handle.schema
    .createTable('client_paths')
    .addColumn('host_id', text, (column) => column.notNull())
    .addColumn('client_id', text, (column) => column.notNull())
    .addColumn('path', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('client_paths_pk', ['host_id', 'client_id'])
    .execute();
}
