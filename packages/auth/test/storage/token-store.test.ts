import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '@mcp-orchestration/core/storage';
import { startPostgres, type TestPostgres } from '@mcp-orchestration/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authMigrations } from '../../src/storage/migrations.js';
import { createTokenStore } from '../../src/storage/token-store.js';
import type { TokenStore } from '../../src/token.js';
import { newHome } from '../support/bench.js';
import { sampleToken } from '../support/sample-token.js';

let postgres: TestPostgres;
const folders: string[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function freshSqlite(): Promise<string> {
  const folder = newHome();
  folders.push(folder);
  return join(folder, 'state.db');
}

describe.each([
  ['SQLite', freshSqlite],
  ['PostgreSQL', () => postgres.freshDatabase()],
])('the token store on %s', (_system, freshUrl) => {
  let url: string;
  let database: Awaited<ReturnType<typeof openDatabase>>;
  let tokens: TokenStore;

  beforeEach(async () => {
    url = await freshUrl();
    database = await openDatabase({ url, migrations: authMigrations });
    tokens = createTokenStore(database.handle);
  });
  afterEach(() => database.close());

  function write(work: (store: TokenStore) => Promise<void>): Promise<void> {
    return database.transaction((_stores, handle) => work(createTokenStore(handle)));
  }

  it('gives back what was stored, by its id and by its hash', async () => {
    const limited = sampleToken({
      name: 'naïve „token“ 🔑',
      permissions: ['config:read', 'tokens:manage'],
      clients: ['cursor', 'zed'],
      profiles: ['dev'],
      expires_at: '2026-06-01T00:00:00.000Z',
    });
    await write((store) => store.insert(limited));
    expect(await tokens.find(limited.token_id)).toEqual({ ...limited, usage_count: 0, last_used_at: null });
    expect(await tokens.findByHash(limited.token_hash)).toEqual(limited);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await tokens.find('tok_none')).toBeUndefined();
    expect(await tokens.findByHash('b'.repeat(64))).toBeUndefined();
    expect(await tokens.list()).toEqual([]);
  });

  it('lists the oldest first, and those of one moment by id', async () => {
    const at = (token_id: string, created_at: string) =>
      sampleToken({ token_id, token_hash: token_id, created_at });
    for (const token of [
      at('tok_c', '2026-03-02T00:00:00.000Z'),
      at('tok_b', '2026-03-01T00:00:00.000Z'),
      at('tok_a', '2026-03-02T00:00:00.000Z'),
    ]) {
      await write((store) => store.insert(token));
    }
    expect((await tokens.list()).map(({ token_id }) => token_id)).toEqual(['tok_b', 'tok_a', 'tok_c']);
  });

  it.each([
    ['id', { token_hash: 'other' }],
    ['hash', { token_id: 'tok_other' }],
  ])('refuses a second token of one %s', async (_what, changes) => {
    await write((store) => store.insert(sampleToken()));
    await expect(write((store) => store.insert(sampleToken(changes)))).rejects.toThrow();
    expect(await tokens.list()).toHaveLength(1);
  });

  it('changes the two times of one token, and nothing else', async () => {
    const other = sampleToken({ token_id: 'tok_other', token_hash: 'other' });
    await write(async (store) => {
      await store.insert(sampleToken());
      await store.insert(other);
    });
    const times = { expires_at: '2026-04-01T00:00:00.000Z', revoked_at: '2026-03-02T00:00:00.000Z' };
    await write((store) => store.update({ token_id: sampleToken().token_id, ...times }));
    expect(await tokens.findByHash(sampleToken().token_hash)).toEqual(sampleToken(times));
    expect(await tokens.findByHash('other')).toEqual(other);
  });

  it('adds uses up, as numbers, and keeps the latest time', async () => {
    await write((store) => store.insert(sampleToken()));
    const { token_id } = sampleToken();
    const add = (count: number, last_used_at: string) =>
      write((store) => store.addUses([{ token_id, count, last_used_at }]));
    await add(3, '2026-03-05T00:00:00.000Z');
    await add(4, '2026-03-04T00:00:00.000Z');
    await add(2 ** 40, '2026-03-05T00:00:00.001Z');
    const found = await tokens.find(token_id);
    expect(found).toMatchObject({ usage_count: 7 + 2 ** 40, last_used_at: '2026-03-05T00:00:00.001Z' });
    expect((await tokens.list())[0]?.usage_count).toBe(7 + 2 ** 40);
  });

  it('adds the uses of several tokens, or none', async () => {
    const uses = ['tok_a', 'tok_b'].map((token_id) => ({
      token_id,
      count: 2,
      last_used_at: '2026-03-05T00:00:00.000Z',
    }));
    const unknown = { token_id: 'tok_unknown', count: 1, last_used_at: '2026-03-05T00:00:00.000Z' };
    for (const { token_id } of uses) {
      await write((store) => store.insert(sampleToken({ token_id, token_hash: token_id })));
    }
    await expect(write((store) => store.addUses([...uses, unknown]))).rejects.toThrow();
    expect((await tokens.list()).map(({ usage_count }) => usage_count)).toEqual([0, 0]);
    await write((store) => store.addUses(uses));
    expect((await tokens.list()).map(({ usage_count }) => usage_count)).toEqual([2, 2]);
  });

  it('loses no use where two processes add at once', async () => {
    await write((store) => store.insert(sampleToken()));
    const other = await openDatabase({ url, migrations: authMigrations });
    const use = { token_id: sampleToken().token_id, count: 1, last_used_at: '2026-03-05T00:00:00.000Z' };
    await Promise.all(
      [database, other].flatMap((each) =>
        Array.from({ length: 25 }, () =>
          each.transaction((_stores, handle) => createTokenStore(handle).addUses([use])),
        ),
      ),
    );
    await other.close();
    expect(await tokens.find(use.token_id)).toMatchObject({ usage_count: 50 });
  });
});
