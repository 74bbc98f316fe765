import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { sampleAuditEntry, sampleRelease } from '../../src/testing/samples.js';
import { SYSTEMS, useDatabases } from './databases.js';

useDatabases();

async function openFilled(url: string) {
  const database = await openDatabase({ url });
  await database.transaction(async ({ artifacts, releases, audit }) => {
    await artifacts.put(sampleRelease().artifact_id, '{}');
    await releases.insert(sampleRelease());
    await audit.append(sampleAuditEntry());
  });
  return database;
}

/** Statements that change or remove history, each by another door. */
const CHANGES = {
  artifacts: ["update artifacts set canonical = 'x'", 'delete from artifacts'],
  releases: ['update releases set version = 9', 'delete from releases'],
  audit_entries: ["update audit_entries set principal = 'x'", 'delete from audit_entries'],
} as const;

const DIALECT_CHANGES = {
  SQLite: {
    artifacts: ["insert or replace into artifacts select artifact_id, 'x' from artifacts"],
    releases: ['replace into releases select * from releases'],
    audit_entries: ['insert or replace into audit_entries select * from audit_entries'],
  },
  PostgreSQL: {
    artifacts: [
      'truncate artifacts cascade',
      "insert into artifacts select * from artifacts on conflict (artifact_id) do update set canonical = 'x'",
    ],
    releases: ['truncate releases'],
    audit_entries: ['truncate audit_entries'],
  },
} as const;

describe.each(SYSTEMS)('history on $name', ({ name, freshUrl }) => {
  it.each(['artifacts', 'releases', 'audit_entries'] as const)('%s cannot be changed', async (table) => {
    const database = await openFilled(await freshUrl());
    const count = sql<Record<string, unknown>>`select * from ${sql.table(table)}`;
    const before = (await count.execute(database.handle)).rows;
    expect(before).toHaveLength(1);
    for (const statement of [...CHANGES[table], ...DIALECT_CHANGES[name][table]]) {
      const change = database.transaction((_stores, handle) => sql.raw(statement).execute(handle));
      await expect(change, statement).rejects.toThrow(/insert-only/);
    }
    expect((await count.execute(database.handle)).rows).toEqual(before);
    await database.close();
  });
});
