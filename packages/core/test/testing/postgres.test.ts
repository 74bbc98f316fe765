import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { startPostgres } from '../../src/testing/postgres.js';

async function databaseNames(url: string): Promise<string[]> {
  const database = await openDatabase({ url });
  const { rows } = await sql<{ datname: string }>`select datname from pg_database`.execute(database.handle);
  await database.close();
  return rows.map(({ datname }) => datname);
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

it('gives a new database to each who asks, on one server, and takes its own away again', async () => {
  const [first, second] = await Promise.all([startPostgres(), startPostgres()]);
  expect(first.url).toBe(second.url);
  const [own, other] = [await first.freshDatabase(), await second.freshDatabase()];
  expect(own).not.toBe(other);
  expect(await databaseNames(other)).toEqual(expect.arrayContaining([nameOf(own), nameOf(other)]));
  await first.stop();
  const left = await databaseNames(other);
  expect(left).toContain(nameOf(other));
  expect(left).not.toContain(nameOf(own));
  await second.stop();
});
