import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { retryWhileBusy } from '../../src/storage/sqlite/retry-while-busy.js';
import { loadSqlite } from '../../src/storage/sqlite/sqlite-module.js';
import { sampleServer } from '../../src/testing/samples.js';
import { holdTransaction } from './held-transaction.js';
import { temporaryFolder } from './temporary-folder.js';

const AT = '2026-01-01T00:00:00.000Z';
const freshPath = async () => join(await temporaryFolder(), 'state.db');

describe('SQLite, while a transaction is open', () => {
  it('lets others read what was committed before', async () => {
    const path = await freshPath();
    const writer = await openDatabase({ url: path });
    const other = await openDatabase({ url: path });
    const held = await holdTransaction(writer);
    expect(await writer.stores.servers.list()).toEqual([]);
    expect(await other.stores.servers.list()).toEqual([]);
    await held.end();
    expect(await other.stores.servers.list()).toHaveLength(1);
    await Promise.all([writer.close(), other.close()]);
  });

  it('makes other writers wait, and leaves their process free to do other things', async () => {
    const path = await freshPath();
    const [first, second] = [await openDatabase({ url: path }), await openDatabase({ url: path })];
    const held = await holdTransaction(first);
    let waiting = true;
    const waited = second
      .transaction(({ servers }) => servers.insert(sampleServer(), AT))
      .finally(() => {
        waiting = false;
      });
    let turns = 0;
    while (turns < 20) {
      await sleep(1);
      turns += 1;
    }
    expect(waiting).toBe(true);
    await Promise.all([held.end(), waited]);
    expect((await first.stores.servers.list()).map(({ server_id }) => server_id)).toEqual(['files', 'held']);
    await Promise.all([first.close(), second.close()]);
  });
});

describe('waiting for a lock', () => {
  async function lockedFile() {
    const { DatabaseSync } = await loadSqlite();
    const path = await freshPath();
    const [holder, other] = [new DatabaseSync(path), new DatabaseSync(path)];
    holder.exec('begin immediate');
    return { holder, other };
  }

  it('ends when the lock is free', async () => {
    const { holder, other } = await lockedFile();
    let attempts = 0;
    await retryWhileBusy(() => {
      attempts += 1;
      if (attempts === 5) holder.exec('commit');
      other.exec('begin immediate');
    });
    expect(attempts).toBe(5);
    expect(other.isTransaction).toBe(true);
  });

  it('gives up after its limit, with the error of the lock', async () => {
    const { other } = await lockedFile();
    let attempts = 0;
    const waiting = retryWhileBusy(() => {
      attempts += 1;
      other.exec('begin immediate');
    }, 30);
    await expect(waiting).rejects.toThrow('database is locked');
    expect(attempts).toBeGreaterThan(1);
  });

  it('does not repeat what failed for another reason', async () => {
    const { other } = await lockedFile();
    let attempts = 0;
    const failing = retryWhileBusy(() => {
      attempts += 1;
      other.exec('no sql');
    });
    await expect(failing).rejects.toThrow('syntax error');
    expect(attempts).toBe(1);
  });
});

describe('a SQLite database', () => {
  it('is set to survive a power cut', async () => {
    const database = await openDatabase({ url: await freshPath() });
    const settings = await database.transaction(async (_stores, handle) => {
      const pragma = async (name: string) => {
        const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(handle);
        return Object.values(rows[0] ?? {})[0];
      };
      return [await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')];
    });
    expect(settings).toEqual(['wal', 2, 1]);
    await database.close();
  });

  it('is written in transactions alone', async () => {
    const database = await openDatabase({ url: await freshPath() });
    await expect(database.stores.servers.insert(sampleServer(), AT)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(await database.stores.servers.list()).toEqual([]);
    await database.close();
  });

  it('refuses a transaction inside another one', async () => {
    const database = await openDatabase({ url: await freshPath() });
    const nested = database.transaction(() => database.transaction(async () => 'never'));
    await expect(nested).rejects.toThrow('inside another');
    await database.close();
  });

  it('answers more different statements than it keeps compiled', async () => {
    const database = await openDatabase({ url: await freshPath() });
    const answers: unknown[] = [];
    for (let number = 0; number < 600; number += 1) {
      const { rows } = await sql<{ n: number }>`select ${sql.lit(number)} as n`.execute(database.handle);
      answers.push(rows[0]?.n);
    }
    expect(answers).toEqual(Array.from({ length: 600 }, (_, index) => index));
    await database.close();
  });
});
