import { sql } from 'kysely';
import type { Bench } from './bench.js';

/** What somebody who can write the database file may do to it, whatever its triggers say. */
const DAMAGES = {
  artifacts: `update artifacts set canonical = replace(canonical, '"command":"', '"command":"evil-')`,
  signatures: `update releases set signature = substr(signature, 1, length(signature) - 4) || 'AAAA'`,
  versions: 'update releases set version = version + 10',
  hashes: `update releases set release_hash = '${'0'.repeat(64)}' where version = 1`,
  first: 'delete from releases where version = 1',
  keys: 'delete from keys',
} as const;

/** Tamper with the database of a bench. */
export async function damage(bench: Bench, what: keyof typeof DAMAGES): Promise<void> {
  await bench.core.database.transaction(async (_stores, handle) => {
    const { rows } = await sql<{
      name: string;
    }>`select name from sqlite_master where type = 'trigger'`.execute(handle);
    for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(handle);
    await sql.raw(DAMAGES[what]).execute(handle);
  });
}
