import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { coreMigrations } from '../../src/storage/migrations/core-migrations.js';
import { textType } from '../../src/storage/migrations/ddl.js';
import { migrate } from '../../src/storage/migrations/migrate.js';
import type { Migration } from '../../src/storage/migrations/migration.js';
import { openDatabase, openEngine } from '../../src/storage/open-database.js';
import type { StorageHandle } from '../../src/storage/schema.js';
import { sampleDeployment, sampleDraft, sampleEntry } from '../../src/testing/samples.js';
import { SYSTEMS, useDatabases } from './databases.js';
import { useProgram } from './programs/start-program.js';

useDatabases();
const startWriter = useProgram('writer');

const createNotes: Migration = async ({ handle, kind }) => {
  await handle.schema.createTable('notes').addColumn('text', textType(kind)).execute();
};

/** Adds a row, so that a second run would show. */
const addNote: Migration = async ({ handle }) => {
  await sql`insert into notes values ('once')`.execute(handle);
};

const failing: Migration = async ({ handle }) => {
  await sql`insert into notes values ('half')`.execute(handle);
  throw new RangeError('on purpose');
};

async function notes(handle: StorageHandle): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`select text from notes`.execute(handle);
  return rows.map(({ text }) => text);
}

async function versions(handle: StorageHandle): Promise<Record<string, number>> {
  const rows = await handle.selectFrom('schema_versions').selectAll().execute();
  return Object.fromEntries(rows.map(({ namespace, version }) => [namespace, version]));
}

describe.each(SYSTEMS)('migrations on $name', ({ freshUrl }) => {
  it('make the schema of an empty database, and leave it alone ever after', async () => {
    const url = await freshUrl();
    const first = await openDatabase({ url });
    await first.transaction(({ drafts }) => drafts.save(sampleDraft()));
    expect(await versions(first.handle)).toEqual({ core: 3 });
    await first.close();
    const second = await openDatabase({ url });
    expect(await second.stores.drafts.find(sampleDraft())).toEqual(sampleDraft());
    await second.close();
  });

  it('keep what was deployed before inputs were entries too', async () => {
    const url = await freshUrl();
    const former = await openEngine({ url });
    await migrate(former, { core: coreMigrations.slice(0, 2) });
    const { pristine, ...deployment } = sampleDeployment();
    const { members, ...entry } = sampleEntry({ adopted: true });
    await former.transaction(async (handle) => {
      await handle
        .insertInto('deployments')
        .values({ ...deployment, pristine: Number(pristine) })
        .execute();
      await sql`insert into deployed_entries (host_id, target, name, position, members, adopted, replaced_in)
        values (${deployment.host_id}, ${deployment.target}, ${entry.name}, 0, ${JSON.stringify(members)}, 1, null)`.execute(
        handle,
      );
    });
    await former.close();
    const database = await openDatabase({ url });
    expect(await database.stores.deployments.find(deployment)).toEqual({
      deployment: { ...deployment, pristine },
      entries: [{ members, ...entry }],
    });
    await database.transaction(({ deployments }) => deployments.delete(deployment));
    expect(await sql`select * from deployed_entries`.execute(database.handle)).toMatchObject({ rows: [] });
    await database.close();
  });

  it('of another package have a count of their own, and each runs once', async () => {
    const url = await freshUrl();
    for (const steps of [[createNotes], [createNotes, addNote], [createNotes, addNote]]) {
      const database = await openDatabase({ url, migrations: { notes: steps } });
      expect(await versions(database.handle)).toEqual({ core: 3, notes: steps.length });
      expect(await notes(database.handle)).toEqual(steps.length === 1 ? [] : ['once']);
      await database.close();
    }
    const without = await openDatabase({ url });
    expect(await notes(without.handle)).toEqual(['once']);
    await without.close();
  });

  it('happen whole or not at all', async () => {
    const url = await freshUrl();
    const broken = openDatabase({ url, migrations: { notes: [createNotes, addNote, failing] } });
    await expect(broken).rejects.toThrow('on purpose');
    const database = await openDatabase({ url, migrations: { notes: [createNotes] } });
    expect(await notes(database.handle)).toEqual([]);
    await database.close();
  });

  it('cannot replace those of core', async () => {
    const database = await openDatabase({ url: await freshUrl(), migrations: { core: [] } });
    expect(await versions(database.handle)).toEqual({ core: 3 });
    await database.close();
  });

  it('refuse a database that a newer version made, and do not touch it', async () => {
    const url = await freshUrl();
    const newer = await openDatabase({ url, migrations: { notes: [createNotes, addNote] } });
    await newer.close();
    const older = openDatabase({ url, migrations: { notes: [createNotes] } });
    await expect(older).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The database was made by a newer version of mcp-orchestration.',
      hint: expect.stringContaining('Upgrade'),
    });
    const again = await openDatabase({ url, migrations: { notes: [createNotes, addNote] } });
    expect(await versions(again.handle)).toEqual({ core: 3, notes: 2 });
    await again.close();
  });

  it('run once when four processes start on an empty database together', async () => {
    const url = await freshUrl();
    const programs = [1, 2, 3, 4].map((number) => startWriter([url, `${number}`, '1', '2']));
    const codes = await Promise.all(programs.map(({ ended }) => ended));
    expect(codes, programs.map(({ lines }) => lines.join()).join('\n')).toEqual([0, 0, 0, 0]);
    const database = await openDatabase({ url });
    expect(await versions(database.handle)).toEqual({ core: 3 });
    expect((await database.stores.audit.head())?.sequence).toBe(8);
    await database.close();
  });
});
