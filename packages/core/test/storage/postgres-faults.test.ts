import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import type { StorageHandle } from '../../src/storage/schema.js';
import { sampleServer } from '../../src/testing/samples.js';
import { SYSTEMS, useDatabases } from './databases.js';
import { deferred } from './deferred.js';
import { holdTransaction } from './held-transaction.js';

const AT = '2026-01-01T00:00:00.000Z';

useDatabases();

async function freshUrl(): Promise<string> {
  const postgres = SYSTEMS.find(({ name }) => name === 'PostgreSQL');
  if (postgres === undefined) throw new Error('PostgreSQL is not among the systems.');
  return postgres.freshUrl();
}

/** Make the next `times` transactions that call it fail as the server's own errors do. */
function failer(state: string, times: number) {
  let calls = 0;
  const fail = async (handle: StorageHandle) => {
    calls += 1;
    if (calls > times) return;
    const body = `begin raise exception 'on purpose' using errcode = '${state}'; end`;
    await sql`do ${sql.lit(body)}`.execute(handle);
  };
  return { fail, calls: () => calls };
}

function changed(url: string, change: (parsed: URL) => void): string {
  const parsed = new URL(url);
  change(parsed);
  return parsed.href;
}

async function expectUnavailable(url: string, message: string): Promise<void> {
  const opening = openDatabase({ url });
  await expect(opening).rejects.toMatchObject({ name: 'OrchestrationError', code: 'unavailable', message });
}

describe('a PostgreSQL server that cannot be used', () => {
  it('is unavailable where nobody listens', async () => {
    const url = changed(await freshUrl(), (parsed) => {
      parsed.port = '1';
    });
    await expectUnavailable(url, 'The database cannot be reached.');
  });

  it('is unavailable where it does not take the password, which is not told', async () => {
    const url = changed(await freshUrl(), (parsed) => {
      parsed.password = 's3cret';
    });
    await expectUnavailable(url, 'The database refuses the account that it is used with.');
  });

  it('is unavailable where it has no such database', async () => {
    const url = changed(await freshUrl(), (parsed) => {
      parsed.pathname = '/nowhere';
    });
    await expectUnavailable(url, 'The database cannot be reached.');
  });
});

describe('a PostgreSQL database', () => {
  it('that has become read-only can be read, and refuses every write with unavailable', async () => {
    const url = await freshUrl();
    const before = await openDatabase({ url });
    await before.transaction(({ servers }) => servers.insert(sampleServer(), AT));
    const name = sql.ref(new URL(url).pathname.slice(1));
    await sql`alter database ${name} set default_transaction_read_only = on`.execute(before.handle);
    await before.close();
    const database = await openDatabase({ url });
    const writing = database.transaction(({ servers }) => servers.delete('files'));
    await expect(writing).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The database is read-only.',
    });
    expect(await database.stores.servers.list()).toHaveLength(1);
    await database.close();
  });

  it.each(['40001', '40P01'])('runs a transaction again that it ended by itself with %s', async (state) => {
    const database = await openDatabase({ url: await freshUrl() });
    const { fail, calls } = failer(state, 2);
    await database.transaction(async ({ servers }, handle) => {
      await servers.insert(sampleServer(), AT);
      await fail(handle);
    });
    expect(calls()).toBe(3);
    expect(await database.stores.servers.list()).toHaveLength(1);
    await database.close();
  });

  it('gives up on a transaction that it keeps ending', async () => {
    const database = await openDatabase({ url: await freshUrl() });
    const { fail, calls } = failer('40001', 99);
    const failing = database.transaction((_stores, handle) => fail(handle));
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' });
    expect(calls()).toBe(5);
    await database.close();
  });

  it('does not repeat a transaction whose own statement was wrong', async () => {
    const database = await openDatabase({ url: await freshUrl() });
    const { fail, calls } = failer('22012', 99);
    await expect(database.transaction((_stores, handle) => fail(handle))).rejects.toThrow('on purpose');
    expect(calls()).toBe(1);
    await database.close();
  });

  it('says so when a transaction was rolled back because its work hid an error', async () => {
    const database = await openDatabase({ url: await freshUrl() });
    const { fail } = failer('22012', 1);
    const hiding = database.transaction(async ({ servers }, handle) => {
      await servers.insert(sampleServer(), AT);
      await fail(handle).catch(() => undefined);
    });
    await expect(hiding).rejects.toThrow('rolled back');
    expect(await database.stores.servers.list()).toEqual([]);
    await database.close();
  });

  it('gives numbers for its large integers', async () => {
    const database = await openDatabase({ url: await freshUrl() });
    const { rows } = await sql`select count(*) as count, ${2 ** 40}::bigint as large from servers`.execute(
      database.handle,
    );
    expect(rows).toEqual([{ count: 0, large: 2 ** 40 }]);
    await database.close();
  });

  it('lets readers go on while more writers wait than its pool has connections', async () => {
    const url = await freshUrl();
    const [holder, database] = [await openDatabase({ url }), await openDatabase({ url })];
    const held = await holdTransaction(holder);
    const ids = Array.from({ length: 30 }, (_, index) => `server-${index}`);
    const writers = ids.map((server_id) =>
      database.transaction(({ servers }) => servers.insert(sampleServer({ server_id }), AT)),
    );
    expect(await database.stores.servers.list()).toEqual([]);
    await Promise.all([held.end(), ...writers]);
    expect(await database.stores.servers.list()).toHaveLength(31);
    await Promise.all([holder.close(), database.close()]);
  });

  it('tells of a connection that was cut, and goes on with another one', async () => {
    const url = await freshUrl();
    const warned = deferred<string>();
    const database = await openDatabase({ url, onWarn: warned.resolve });
    const other = await openDatabase({ url });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(other.handle);
    expect(await warned.promise).toBe('A connection to the database was lost.');
    expect(await database.stores.servers.list()).toEqual([]);
    await Promise.all([database.close(), other.close()]);
  });

  it('answers unavailable to a transaction whose connection is cut, and keeps nothing of it', async () => {
    const url = await freshUrl();
    const database = await openDatabase({ url });
    const cut = database.transaction(async ({ servers }, handle) => {
      await servers.insert(sampleServer(), AT);
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(handle);
    });
    await expect(cut).rejects.toMatchObject({ code: 'unavailable' });
    expect(await database.stores.servers.list()).toEqual([]);
    await database.transaction(({ servers }) => servers.insert(sampleServer(), AT));
    await database.close();
  });
});
