import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { holdTransaction } from './held-transaction.js';
import { temporaryFolder } from './temporary-folder.js';

type Opened = Awaited<ReturnType<typeof openDatabase>>;

let database: Opened;
let elsewhere: Opened;

beforeEach(async () => {
  const url = join(await temporaryFolder(), 'state.db');
  database = await openDatabase({ url });
  elsewhere = await openDatabase({ url });
});

afterEach(async () => {
  await database.close();
  await elsewhere.close();
});

const put = (name: string): Promise<void> =>
  database.transaction(({ artifacts }) => artifacts.put(name, JSON.stringify(name)));

const isStored = async (name: string): Promise<boolean> =>
  (await elsewhere.stores.artifacts.get(name)) !== undefined;

/** Make all of this wait, and then run. Gives what came of each. */
async function atOnce(
  ...begin: readonly (() => Promise<unknown>)[]
): Promise<PromiseSettledResult<unknown>[]> {
  const held = await holdTransaction(database);
  const all = Promise.allSettled(begin.map((write) => write()));
  await held.end();
  return all;
}

describe('writes that wait at the same time', () => {
  it('are stored together: what the first wrote, the second sees before anyone else does', async () => {
    const [, second] = await atOnce(
      () => put('first'),
      () =>
        database.transaction(async ({ artifacts }) => [
          await artifacts.get('first'),
          await isStored('first'),
        ]),
    );
    expect(second).toEqual({ status: 'fulfilled', value: ['"first"', false] });
    expect(await isStored('first')).toBe(true);
  });

  it('are told of what came of them when it is stored', async () => {
    const stored: boolean[] = [];
    const names = ['a', 'b', 'c'];
    await atOnce(...names.map((name) => () => put(name).then(async () => stored.push(await isStored(name)))));
    expect(stored).toEqual([true, true, true]);
  });

  it('fail each by itself, and leave nothing then', async () => {
    const failing = () =>
      database.transaction(async ({ artifacts }) => {
        await artifacts.put('half', '{}');
        throw new RangeError('on purpose');
      });
    const outcomes = await atOnce(
      () => put('before'),
      failing,
      () => put('after'),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: new RangeError('on purpose') });
    expect(await Promise.all(['before', 'half', 'after'].map(isStored))).toEqual([true, false, true]);
  });

  it('fail each by itself where one fills the disk', async () => {
    const filling = () =>
      database.transaction(async ({ artifacts }, handle) => {
        const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(handle);
        await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 2)}`.execute(handle);
        await artifacts.put('large', 'x'.repeat(1_000_000));
      });
    const outcomes = await atOnce(
      () => put('before'),
      filling,
      () => put('after'),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'unavailable' } });
    expect(await Promise.all(['before', 'large', 'after'].map(isStored))).toEqual([true, false, true]);
  });

  it('are all run, in order, however many there are, before the database is closed', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `name-${index}`);
    const ended: string[] = [];
    const all = names.map((name) => put(name).then(() => ended.push(name)));
    await database.close();
    await Promise.all(all);
    expect(ended).toEqual(names);
    expect(await Promise.all(names.map(isStored))).toEqual(names.map(() => true));
    database = await openDatabase({ url: join(await temporaryFolder(), 'state.db') });
  });

  it('begin none inside another one, whether or not others wait', async () => {
    const nested = () => database.transaction(() => put('inner'));
    const outcomes = await atOnce(nested, () => put('beside'), nested);
    expect(outcomes).toMatchObject([
      { reason: { message: expect.stringContaining('inside another') } },
      { status: 'fulfilled' },
      { reason: { message: expect.stringContaining('inside another') } },
    ]);
    expect(await Promise.all(['inner', 'beside'].map(isStored))).toEqual([false, true]);
  });
});
