import { makeInsertOnly, textType } from './ddl.js';
import type { MigrationContext } from './migration.js';

async function createServers({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  await handle.schema
    .createTable('servers')
    .addColumn('server_id', text, (column) => column.primaryKey())
    .addColumn('definition', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .execute();
}

async function createCounters({ handle, kind }: MigrationContext): Promise<void> {
  await handle.schema
    .createTable('counters')
    .addColumn('name', textType(kind), (column) => column.primaryKey())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
}

async function createDrafts({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  await handle.schema
    .createTable('drafts')
    .addColumn('client_id', text, (column) => column.notNull())
    .addColumn('profile_id', text, (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('payload', text, (column) => column.notNull())
    .addColumn('base_version', 'integer')
    .addColumn('updated_at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('drafts_pk', ['client_id', 'profile_id'])
    .execute();
}

async function createArtifacts(context: MigrationContext): Promise<void> {
  const text = textType(context.kind);
  await context.handle.schema
    .createTable('artifacts')
    .addColumn('artifact_id', text, (column) => column.primaryKey())
    .addColumn('canonical', text, (column) => column.notNull())
    .execute();
  await makeInsertOnly(context, 'artifacts');
}

async function createReleases(context: MigrationContext): Promise<void> {
  const text = textType(context.kind);
  const { schema } = context.handle;
  await schema
    .createTable('releases')
    .addColumn('client_id', text, (column) => column.notNull())
    .addColumn('profile_id', text, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('artifact_id', text, (column) => column.notNull().references('artifacts.artifact_id'))
    .addColumn('signature', text, (column) => column.notNull())
    .addColumn('signing_key_id', text, (column) => column.notNull())
    .addColumn('release_hash', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('releases_pk', ['client_id', 'profile_id', 'version'])
    .execute();
  await schema
    .createIndex('releases_by_artifact')
    .on('releases')
    .columns(['client_id', 'profile_id', 'artifact_id', 'version'])
    .execute();
  await makeInsertOnly(context, 'releases');
}

async function createProfiles({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  await handle.schema
    .createTable('profiles')
    .addColumn('client_id', text, (column) => column.notNull())
    .addColumn('profile_id', text, (column) => column.notNull())
    .addColumn('latest_version', 'integer', (column) => column.notNull())
    .addColumn('latest_artifact_id', text, (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('profiles_pk', ['client_id', 'profile_id'])
    .execute();
}

async function createKeys({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  await handle.schema
    .createTable('keys')
    .addColumn('key_id', text, (column) => column.primaryKey())
    .addColumn('public_jwk', text, (column) => column.notNull())
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('retired_at', text)
    .addColumn('revoked_at', text)
    .addColumn('reason', text)
    .execute();
}

async function createDeployments({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  await handle.schema
    .createTable('deployments')
    .addColumn('host_id', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('client_id', text, (column) => column.notNull())
    .addColumn('profile_id', text, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('artifact_id', text, (column) => column.notNull())
    .addColumn('deployed_at', text, (column) => column.notNull())
    .addColumn('file_hash', text, (column) => column.notNull())
    .addColumn('first_backup', text)
    .addColumn('first_hash', text)
    .addColumn('pristine', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('deployments_pk', ['host_id', 'target'])
    .execute();
  await handle.schema
    .createIndex('deployments_by_profile')
    .on('deployments')
    .columns(['host_id', 'client_id', 'profile_id'])
    .execute();
}

async function createDeployedEntries({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  const key = ['host_id', 'target'] as const;
  await handle.schema
    .createTable('deployed_entries')
    .addColumn('host_id', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('members', text, (column) => column.notNull())
    .addColumn('adopted', 'integer', (column) => column.notNull())
    .addColumn('replaced_in', text)
    .addPrimaryKeyConstraint('deployed_entries_pk', ['host_id', 'target', 'name'])
    .addForeignKeyConstraint('deployed_entries_of', [...key], 'deployments', [...key], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
}

async function createIntents({ handle, kind }: MigrationContext): Promise<void> {
  const text = textType(kind);
  await handle.schema
    .createTable('intents')
    .addColumn('intent_id', text, (column) => column.primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('host_id', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('operation', text, (column) => column.notNull())
    .addColumn('before_hash', text)
    .addColumn('after_hash', text)
    .addColumn('deployment', text)
    .addColumn('entries', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .execute();
}

async function createAuditEntries(context: MigrationContext): Promise<void> {
  const text = textType(context.kind);
  const { schema } = context.handle;
  await schema
    .createTable('audit_entries')
    // On SQLite only "integer" makes the primary key the row's own number.
    .addColumn('sequence', context.kind === 'sqlite' ? 'integer' : 'bigint', (column) => column.primaryKey())
    .addColumn('at', text, (column) => column.notNull())
    .addColumn('principal', text, (column) => column.notNull())
    .addColumn('operation', text, (column) => column.notNull())
    .addColumn('client_id', text)
    .addColumn('profile_id', text)
    .addColumn('outcome', text, (column) => column.notNull())
    .addColumn('detail', text, (column) => column.notNull())
    .addColumn('previous_hash', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .execute();
  for (const column of ['at', 'principal', 'operation', 'client_id', 'profile_id']) {
    await schema
      .createIndex(`audit_entries_by_${column}`)
      .on('audit_entries')
      .columns([column, 'sequence'])
      .execute();
  }
  await makeInsertOnly(context, 'audit_entries');
}

/** The first schema of core. */
export async function initial(context: MigrationContext): Promise<void> {
  await createServers(context);
  await createCounters(context);
  await createDrafts(context);
  await createArtifacts(context);
  await createReleases(context);
  await createProfiles(context);
  await createKeys(context);
  await createDeployments(context);
  await createDeployedEntries(context);
  await createIntents(context);
  await createAuditEntries(context);
}
