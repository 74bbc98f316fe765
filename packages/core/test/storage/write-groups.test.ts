import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/storage/engine.js';
import { openDatabase, openEngine } from '../../src/storage/open-database.js';
import type { StorageHandle } from '../../src/storage/schema.js';
import { unavailable } from '../../src/storage/unavailable.js';
import { WriteGroups } from '../../src/storage/write-groups.js';
import { WriteQueue } from '../../src/storage/write-queue.js';
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

  it('run each in the context of who asked for it', async () => {
    const context = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const see = (name: string) => () =>
      context.run(name, () => database.transaction(async () => void seen.push(context.getStore())));
    await atOnce(see('a'), see('b'), see('c'));
    expect(seen).toEqual(['a', 'b', 'c']);
  });
});

/** Groups of an engine of their own. */
async function openGroups(limit: number, change: (engine: Engine) => Partial<Engine> = () => ({})) {
  const opened = await openEngine({ url: join(await temporaryFolder(), 'state.db') });
  const engine = { ...opened, ...change(opened) };
  const { together } = engine;
  if (together === undefined) throw new Error('SQLite has groups.');
  const queue = new WriteQueue(limit);
  const groups = new WriteGroups(queue, engine, together);
  return { groups, close: () => queue.idle().then(() => opened.close()) };
}

/** The same, and how many each transaction was of, but for those of one. */
async function openCounted(limit: number) {
  const sizes: number[] = [];
  const opened = await openGroups(limit, ({ together }) => ({
    together: async (run) => {
      let size = 0;
      await together?.((attempt) =>
        run((work) => {
          size += 1;
          return attempt(work);
        }),
      );
      sizes.push(size);
    },
  }));
  return { ...opened, sizes };
}

describe('groups of writes', () => {
  it.each([
    ['wait a turn more for others where the last one had some', 2, [2, 2]],
    ['wait for none where the last one came alone', 1, []],
  ])('%s', async (_, before, expected) => {
    const { groups, sizes, close } = await openCounted(5_000);
    const write = () => groups.run(async () => undefined);
    await Promise.all(Array.from({ length: before }, write));
    const first = write();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    // Behind the look at who has come in the same turn.
    await new Promise(setImmediate);
    await Promise.all([first, write()]);
    expect(sizes).toEqual(expected);
    await close();
  });

  it('do not hold the first back for as long as one more comes in each slow turn', async () => {
    const { groups, sizes, close } = await openCounted(5_000);
    const writes: Promise<void>[] = [];
    for (let turn = 0; turn < 64; turn += 1) {
      writes.push(groups.run(async () => undefined));
      const end = performance.now() + 3;
      while (performance.now() < end);
      await new Promise(setImmediate);
    }
    await Promise.all(writes);
    expect(sizes[0]).toBeLessThan(32);
    await close();
  });

  it('ask for one turn at a time: however many come and go, none is refused and no transaction is empty', async () => {
    const { groups, sizes, close } = await openCounted(5_000);
    const end = performance.now() + 1_500;
    const client = async (): Promise<void> => {
      while (performance.now() < end) {
        await groups.run(() => wait(1));
        await wait(Math.random() * 5);
      }
    };
    await Promise.all(Array.from({ length: 16 }, client));
    await close();
    expect(sizes.length).toBeGreaterThan(10);
    expect(sizes).not.toContain(0);
  });

  it('refuse what has waited too long, and nothing that came since', async () => {
    const { groups, close } = await openGroups(300);
    const long = groups.run(() => wait(500));
    await wait(50);
    const old = groups.run(async () => 'old');
    await wait(400);
    const young = groups.run(async () => 'young');
    await expect(old).rejects.toMatchObject({ code: 'unavailable' });
    expect(await young).toBe('young');
    await long;
    await close();
  });

  it('refuse what has waited too long behind others of its own group', async () => {
    const { groups, close } = await openGroups(300);
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => groups.run(() => wait(100))));
    expect(outcomes[0]).toMatchObject({ status: 'fulfilled' });
    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    await close();
  });

  it('are refused together where the lock is not to be had, after one attempt', async () => {
    let attempts = 0;
    const refuse = async (): Promise<never> => {
      attempts += 1;
      throw unavailable('busy');
    };
    const { groups, close } = await openGroups(300, () => ({ together: refuse, transaction: refuse }));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => groups.run(async () => undefined)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    expect(attempts).toBe(1);
    await close();
  });

  it('are refused after the first where the lock is lost between them', async () => {
    let attempts = 0;
    const { groups, close } = await openGroups(300, ({ transaction }) => ({
      together: async (run) => {
        await run(async () => ({ status: 'fulfilled', value: undefined }));
        throw new Error('The disk is full.');
      },
      transaction: async (work, options) => {
        attempts += 1;
        if (attempts > 1) throw unavailable('busy');
        return transaction(work, options);
      },
    }));
    const work = async (_handle: StorageHandle) => 'stored';
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => groups.run(work)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', ...Array(4).fill('rejected')]);
    expect(attempts).toBe(2);
    await close();
  });
});
