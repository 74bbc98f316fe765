import { join } from 'node:path';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../src/ports/stores.js';
import { openDatabase } from '../../src/storage/open-database.js';
import type { Schema } from '../../src/storage/schema.js';
import { createStores } from '../../src/storage/stores/create-stores.js';
import type { StorageDatabase } from '../../src/testing/contracts/contract.js';
import { temporaryFolder } from './temporary-folder.js';

const KEY = { client_id: 'cursor', profile_id: 'default' };
const TARGET = { host_id: 'host-1', target: '/file' };

/** The statement that a store sends for a read. */
async function statementOf(read: (stores: Stores) => Promise<unknown>): Promise<CompiledQuery> {
  const sent: CompiledQuery[] = [];
  const recorder = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (handle) => new SqliteIntrospector(handle),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    log: ({ query }) => {
      sent.push(query);
    },
  });
  await read(createStores(recorder));
  const [statement] = sent;
  if (statement === undefined) throw new Error('The store sent nothing.');
  return statement;
}

let database: StorageDatabase;

beforeAll(async () => {
  database = await openDatabase({ url: join(await temporaryFolder(), 'state.db') });
});

afterAll(() => database.close());

/** How SQLite means to run a read, a line a step. */
async function planOf(read: (stores: Stores) => Promise<unknown>): Promise<string[]> {
  const statement = await statementOf(read);
  const explained = { ...statement, sql: `explain query plan ${statement.sql}` };
  const { rows } = await database.handle.executeQuery<{ detail: string }>(explained);
  return rows.map(({ detail }) => detail);
}

const READS: Readonly<Record<string, (stores: Stores) => Promise<unknown>>> = {
  'the latest release': ({ releases }) => releases.latest(KEY),
  'one release': ({ releases }) => releases.find(KEY, 3),
  'a page of releases': ({ releases }) => releases.list(KEY, { limit: 50, before: 900 }),
  'the newest release with an artifact': ({ releases }) => releases.findByArtifact(KEY, 'a'),
  'the profiles of a client': ({ releases }) => releases.profiles('cursor'),
  'an artifact': ({ artifacts }) => artifacts.get('a'),
  'a draft': ({ drafts }) => drafts.find(KEY),
  'a deployment': ({ deployments }) => deployments.find(TARGET),
  'the deployments of a host': ({ deployments }) => deployments.list('host-1'),
  'the deployments of a profile': ({ deployments }) => deployments.list('host-1', KEY),
  'audit entries of a principal': ({ audit }) => audit.list({ principal: 'token:a', limit: 50 }),
  'audit entries of an operation': ({ audit }) => audit.list({ operation: 'deploy_config', limit: 50 }),
  'audit entries of a client': ({ audit }) => audit.list({ client_id: 'cursor', limit: 50 }),
  'audit entries after another': ({ audit }) => audit.list({ after: 90_000, limit: 50 }),
};

describe('a read that meets a long history', () => {
  it.each(Object.entries(READS))('%s searches an index', async (_name, read) => {
    const plan = await planOf(read);
    expect(plan.length).toBeGreaterThan(0);
    expect(plan.filter((step) => !step.startsWith('SEARCH ') && !step.startsWith('USE TEMP B-TREE'))).toEqual(
      [],
    );
  });

  it.each([
    'the latest release',
    'a page of releases',
    'the newest release with an artifact',
    'audit entries of a principal',
    'audit entries of an operation',
    'audit entries of a client',
    'audit entries after another',
  ])('%s comes in order, without sorting', async (name) => {
    const read = READS[name];
    if (read === undefined) throw new Error(`There is no read called ${name}.`);
    expect((await planOf(read)).filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  });

  it('the list of all profiles reads the profiles, not the releases', async () => {
    expect(await planOf(({ releases }) => releases.profiles())).toEqual([
      expect.stringMatching(/^SCAN profiles USING (COVERING )?INDEX/),
    ]);
  });

  it('the newest audit entries come from the end of the log, without sorting', async () => {
    expect(await planOf(({ audit }) => audit.list({ limit: 50 }))).toEqual(['SCAN audit_entries']);
    expect(await planOf(({ audit }) => audit.head())).toEqual(['SCAN audit_entries']);
  });
});
