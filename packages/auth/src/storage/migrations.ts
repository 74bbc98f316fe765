import { type MigrationContext, type Migrations, textType } from '@mcp-orchestration/core/storage';

async function createTokens({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  await handle.schema
    .createTable('tokens')
    .addColumn('token_id', text, (column) => column.primaryKey())
    .addColumn('token_hash', text, (column) => column.notNull().unique())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('permissions', text, (column) => column.notNull())
    .addColumn('clients', text)
    .addColumn('profiles', text)
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('expires_at', text)
    .addColumn('revoked_at', text)
    .execute();
  await handle.schema
    .createTable('token_usage')
    .addColumn('token_id', text, (column) => column.primaryKey().references('tokens.token_id'))
    .addColumn('usage_count', kind === 'sqlite' ? 'integer' : 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', text, (column) => column.notNull())
    .execute();
}

/** The steps of this package's tables, for `openDatabase({ migrations })`. */
export const authMigrations: Migrations = { auth: [createTokens] };
