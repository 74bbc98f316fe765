import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { sampleServer } from '../../src/testing/samples.js';
import { useProgram } from './programs/start-program.js';
import { temporaryFolder } from './temporary-folder.js';

const AT = '2026-01-01T00:00:00.000Z';
const startWriter = useProgram('writer');

/** Root may write what is read-only, so the programs run as nobody. */
const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

const freshPath = async () => join(await temporaryFolder(), 'state.db');

/** Take the right to write away from a database, its folder and the files beside it. */
async function makeReadOnly(path: string): Promise<void> {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) await chmod(file, 0o444).catch(() => undefined);
  await chmod(dirname(path), 0o555);
}

async function expectUnavailable(attempt: Promise<unknown>, message: string): Promise<void> {
  await expect(attempt).rejects.toMatchObject({ name: 'OrchestrationError', code: 'unavailable', message });
}

describe.skipIf(process.platform === 'win32')('a read-only SQLite file', () => {
  it('can be read, and refuses every write with unavailable', async () => {
    const path = await freshPath();
    const database = await openDatabase({ url: path });
    await makeReadOnly(path);
    const program = startWriter([path, 'a', '1', '1'], account);
    expect(await program.ended).toBe(1);
    expect(program.lines).toEqual(['open', 'unavailable: The database is read-only.']);
    expect(await database.stores.audit.head()).toBeUndefined();
    await chmod(dirname(path), 0o700);
    await database.close();
  });

  it('that nobody has open, in a folder that takes no files beside it, is unavailable', async () => {
    const path = await freshPath();
    await (await openDatabase({ url: path })).close();
    await makeReadOnly(path);
    const before = await readFile(path);
    const program = startWriter([path, 'a', '1', '1'], account);
    expect(await program.ended).toBe(1);
    expect(program.lines.at(-1)).toMatch(/^unavailable: /);
    expect(program.lines.join()).not.toContain(dirname(path));
    expect(await readFile(path)).toEqual(before);
    await chmod(dirname(path), 0o700);
  });
});

describe('a SQLite file that cannot be used', () => {
  it('in a folder that is not there is unavailable, and the path is not told', async () => {
    const path = join(await temporaryFolder(), 'nowhere', 'state.db');
    await expectUnavailable(openDatabase({ url: path }), 'The database cannot be reached.');
  });

  it('that is a folder is unavailable', async () => {
    const path = await freshPath();
    await mkdir(path);
    await expectUnavailable(openDatabase({ url: path }), 'The database cannot be reached.');
  });

  it('that holds something else is unavailable, and left as it is', async () => {
    const path = await freshPath();
    const bytes = Buffer.alloc(8192, 'this is no database. ');
    await writeFile(path, bytes);
    await expectUnavailable(openDatabase({ url: path }), 'The database file is damaged.');
    expect(await readFile(path)).toEqual(bytes);
  });

  it('whose disk is full is unavailable, keeps what it had, and takes what fits', async () => {
    const database = await openDatabase({ url: await freshPath() });
    await database.transaction(({ artifacts }) => artifacts.put('kept', '{}'));
    const filling = database.transaction(async ({ artifacts }, handle) => {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(handle);
      await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 2)}`.execute(handle);
      await artifacts.put('small', '{}');
      await artifacts.put('large', 'x'.repeat(1_000_000));
    });
    await expectUnavailable(filling, 'The disk of the database is full.');
    expect(await database.stores.artifacts.get('kept')).toBe('{}');
    expect(await database.stores.artifacts.get('small')).toBeUndefined();
    await database.transaction(({ artifacts }) => artifacts.put('small', '{}'));
    expect(await database.stores.artifacts.get('small')).toBe('{}');
    await database.close();
  });
});

describe('a SQLite file', () => {
  it.skipIf(process.platform === 'win32')('is for its owner alone, with what lies beside it', async () => {
    const path = await freshPath();
    const database = await openDatabase({ url: path });
    await database.transaction(({ servers }) => servers.insert(sampleServer(), AT));
    for (const file of [path, `${path}-wal`, `${path}-shm`]) {
      expect((await stat(file)).mode & 0o777, file).toBe(0o600);
    }
    await database.close();
  });

  it('keeps the mode that its owner gave it', async () => {
    const path = await freshPath();
    await writeFile(path, '', { mode: 0o640 });
    await chmod(path, 0o640);
    await (await openDatabase({ url: path })).close();
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('is opened without a word on stderr', async () => {
    const program = startWriter([await freshPath(), 'a', '1', '1']);
    expect(await program.ended).toBe(0);
    expect(program.complaints()).toBe('');
  });
});
