export type { DatabaseKind } from './engine.js';
export { makeInsertOnly, textType } from './migrations/ddl.js';
export type { Migration, MigrationContext, Migrations } from './migrations/migration.js';
export { type OpenDatabaseOptions, openDatabase } from './open-database.js';
export type { Schema, StorageHandle } from './schema.js';
export { loadSqlite, type SqliteFile, type SqliteModule } from './sqlite/sqlite-module.js';
export { type Statement, statement } from './statement.js';
export { createStores } from './stores/create-stores.js';
