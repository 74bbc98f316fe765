import { mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../src/storage/engine.js';
import type { StorageHandle } from '../../src/storage/schema.js';
import { openSqliteEngine } from '../../src/storage/sqlite/sqlite-engine.js';

let folder: string;
let engine: Engine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handle-'));
  engine = await openSqliteEngine(join(folder, 'state.db'));
  await engine.transaction((handle) => sql`create table numbers (n integer)`.execute(handle));
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

const insert = (handle: StorageHandle, n: number) => sql`insert into numbers values (${n})`.execute(handle);

const stored = async (): Promise<number[]> => {
  const { rows } = await sql<{ n: number }>`select n from numbers order by n`.execute(engine.handle);
  return rows.map(({ n }) => n);
};

/** Inserts one row after another until it is refused. */
async function insertOnAndOn(handle: StorageHandle, first: number): Promise<void> {
  for (let n = first; n < first + 100; n += 1) await insert(handle, n);
}

const fail = (handle: StorageHandle) => sql`insert into none values (1)`.execute(handle);

it('stores nothing of a transaction that failed, whatever it left running', async () => {
  let left: Promise<void> | undefined;
  const work = (handle: StorageHandle): Promise<unknown> => {
    left = insertOnAndOn(handle, 1);
    return Promise.all([left, fail(handle)]);
  };
  await expect(engine.transaction(work)).rejects.toThrow('none');
  await expect(left).rejects.toThrow(/ended|rolled back/);
  expect(await stored()).toEqual([]);
});

it('refuses statements of a transaction that has ended', async () => {
  let kept: StorageHandle | undefined;
  await engine.transaction(async (handle) => {
    kept = handle;
    await insert(handle, 1);
  });
  await expect((async () => insert(kept as StorageHandle, 2))()).rejects.toThrow(/ended|committed/);
  expect(await stored()).toEqual([1]);
});

it('stores nothing of a piece of work that failed, whatever it left running while the next ones run', async () => {
  let left: Promise<void> | undefined;
  await engine.together?.(async (attempt) => {
    const failed = await attempt((handle) => {
      left = insertOnAndOn(handle, 100);
      return Promise.all([left, fail(handle)]);
    });
    expect(failed.status).toBe('rejected');
    await attempt(async (handle) => {
      for (let n = 1; n <= 20; n += 1) await insert(handle, n);
    });
  });
  await expect(left).rejects.toThrow('ended');
  expect(await stored()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

it('turns what a statement throws at once into a rejection', async () => {
  const result = engine.handle.executeQuery(sql`select * from none`.compile(engine.handle));
  await expect(result).rejects.toThrow('none');
});

it('closes twice, and opens no writer afterwards', async () => {
  const other = await openSqliteEngine(join(folder, 'other.db'));
  await Promise.all([other.close(), other.close()]);
  await other.close();
  await expect(other.transaction(async () => undefined)).rejects.toThrow('closed');
});

it.skipIf(process.platform === 'win32')(
  'opens the writer once it can, where it could not before',
  async () => {
    const path = join(folder, 'state.db');
    const other = await openSqliteEngine(path);
    await rename(path, `${path}.away`);
    await mkdir(path);
    await expect(other.transaction((handle) => insert(handle, 1))).rejects.toThrow();
    await rmdir(path);
    await rename(`${path}.away`, path);
    await other.transaction((handle) => insert(handle, 2));
    expect(await stored()).toEqual([2]);
    await other.close();
  },
);
