import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type TestPostgres } from '../../src/testing/postgres.js';
import { temporaryFolder } from './temporary-folder.js';

/** A database system to test on. */
export interface System {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** The URL of a new, empty database. */
  freshUrl(): Promise<string>;
}

let postgres: TestPostgres | undefined;

async function freshPostgres(): Promise<string> {
  if (postgres === undefined) throw new Error('Call useDatabases() first.');
  return postgres.freshDatabase();
}

/** Both database systems, for `describe.each`. */
export const SYSTEMS: readonly System[] = [
  { name: 'SQLite', freshUrl: async () => `sqlite:${join(await temporaryFolder(), 'state.db')}` },
  { name: 'PostgreSQL', freshUrl: freshPostgres },
];

/** Start what the systems need before the tests of a file, and end it after them. */
export function useDatabases(): void {
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres?.stop();
  });
}
