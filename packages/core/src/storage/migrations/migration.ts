import type { Kysely } from 'kysely';
import type { DatabaseKind } from '../engine.js';

/** What a migration works on: one transaction under the write lock, so that a migration runs whole or not at all. */
export interface MigrationContext {
  // A migration knows the tables as they were in its time, not as the schema's types have them now.
  readonly handle: Kysely<unknown>;
  readonly kind: DatabaseKind;
}

/** One step of a schema. What has been released is never changed; the next step is added. */
export type Migration = (context: MigrationContext) => Promise<void>;

/** The steps of each namespace, in order: `core` has its own, and a package with tables of its own brings another. */
export type Migrations = Readonly<Record<string, readonly Migration[]>>;
