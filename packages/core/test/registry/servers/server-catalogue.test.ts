import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ServerStore } from '../../../src/ports/stores.js';
import { BUNDLED_SERVERS } from '../../../src/registry/servers/bundled-servers.js';
import { readCatalogue } from '../../../src/registry/servers/server-catalogue.js';
import { openDatabase } from '../../../src/storage/open-database.js';
import type { StorageDatabase } from '../../../src/testing/contracts/contract.js';
import { sampleServer } from '../../../src/testing/samples.js';
import { SYSTEMS, useDatabases } from '../../storage/databases.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';

useDatabases();

const AT = '2026-01-01T00:00:00.000Z';
const register = (database: StorageDatabase, ...ids: string[]) =>
  database.transaction(async ({ servers }) => {
    for (const server_id of ids) await servers.insert(sampleServer({ server_id }), AT);
  });
const unregister = (database: StorageDatabase, id: string) =>
  database.transaction(({ servers }) => servers.delete(id));

/** The servers of a database, with a count of how often the list was read. */
function counted(database: StorageDatabase): { readonly servers: ServerStore; reads: number } {
  const stores = {
    reads: 0,
    servers: {
      ...database.stores.servers,
      list: () => {
        stores.reads += 1;
        return database.stores.servers.list();
      },
    },
  };
  return stores;
}

const ownIds = async (stores: { readonly servers: ServerStore }) =>
  (await readCatalogue(stores)).definitions.slice(BUNDLED_SERVERS.length).map(({ server_id }) => server_id);

describe.each(SYSTEMS)('the catalogue of two processes on $name', ({ freshUrl }) => {
  const withTwo = async (work: (one: StorageDatabase, other: StorageDatabase) => Promise<void>) => {
    const url = await freshUrl();
    const [one, other] = [await openDatabase({ url }), await openDatabase({ url })];
    try {
      await work(one, other);
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  };

  it('shows in each what either has registered', () =>
    withTwo(async (one, other) => {
      expect(await ownIds(one.stores)).toEqual([]);
      await register(other, 'a');
      expect(await ownIds(one.stores)).toEqual(['a']);
      await register(one, 'b');
      expect([await ownIds(one.stores), await ownIds(other.stores)]).toEqual([
        ['a', 'b'],
        ['a', 'b'],
      ]);
    }));

  it('sees one come where another went, in the same instant and under the same time', () =>
    withTwo(async (one, other) => {
      await register(other, 'a');
      expect(await ownIds(one.stores)).toEqual(['a']);
      await unregister(other, 'a');
      await register(other, 'b');
      expect(await ownIds(one.stores)).toEqual(['b']);
    }));

  it('sees a server that was registered anew under its old id', () =>
    withTwo(async (one, other) => {
      await register(other, 'a');
      await readCatalogue(one.stores);
      await unregister(other, 'a');
      await other.transaction(({ servers }) =>
        servers.insert(sampleServer({ server_id: 'a', display_name: 'Anew' }), AT),
      );
      expect((await readCatalogue(one.stores)).definitions.at(-1)?.display_name).toBe('Anew');
    }));

  it('is read once, as long as nothing changes', () =>
    withTwo(async (one, other) => {
      await register(other, 'a', 'b');
      const stores = counted(one);
      const first = await readCatalogue(stores);
      for (let time = 0; time < 5; time += 1) expect(await readCatalogue(stores)).toBe(first);
      expect(stores.reads).toBe(1);
      await unregister(other, 'a');
      expect(await ownIds(stores)).toEqual(['b']);
      expect(stores.reads).toBe(2);
    }));
});

describe('the catalogue', () => {
  const open = async () => openDatabase({ url: join(await temporaryFolder(), 'state.db') });

  it('is the bundled one, indexed once for all, where nothing is registered', async () => {
    const [one, other] = [await open(), await open()];
    expect(await readCatalogue(one.stores)).toBe(await readCatalogue(other.stores));
    expect((await readCatalogue(one.stores)).definitions).toBe(BUNDLED_SERVERS);
    await Promise.all([one.close(), other.close()]);
  });

  it('of one database is not that of another', async () => {
    const [one, other] = [await open(), await open()];
    await register(one, 'a');
    await register(other, 'b');
    expect([await ownIds(one.stores), await ownIds(other.stores)]).toEqual([['a'], ['b']]);
    await Promise.all([one.close(), other.close()]);
  });

  it('is read once by many who ask at once', async () => {
    const database = await open();
    await register(database, 'a');
    const stores = counted(database);
    await Promise.all(Array.from({ length: 8 }, () => readCatalogue(stores)));
    expect(stores.reads).toBe(1);
    await database.close();
  });

  it('is read again after a read that failed', async () => {
    const database = await open();
    await register(database, 'a');
    let broken = true;
    const { servers } = database.stores;
    const list = () => (broken ? Promise.reject(new Error('gone')) : servers.list());
    const stores = { servers: { ...servers, list } };
    await expect(readCatalogue(stores)).rejects.toThrow('gone');
    broken = false;
    expect(await ownIds(stores)).toEqual(['a']);
    await database.close();
  });

  it('has the bundled server where an id has become bundled since', async () => {
    const database = await open();
    await register(database, 'memory', 'own');
    const { definitions } = await readCatalogue(database.stores);
    expect(definitions.filter(({ server_id }) => server_id === 'memory')).toHaveLength(1);
    expect(await ownIds(database.stores)).toEqual(['own']);
    await database.close();
  });

  it('knows the secrets of both', async () => {
    const database = await open();
    const variable = { description: 'A code.', required: true };
    await database.transaction(({ servers }) =>
      servers.insert(
        sampleServer({
          env_vars: [
            { ...variable, name: 'OWN_CODE', secret: true },
            { ...variable, name: 'OWN_LEVEL', secret: false },
          ],
        }),
        AT,
      ),
    );
    const { secretNames } = await readCatalogue(database.stores);
    expect(['OWN_CODE', 'BRAVE_API_KEY'].every((name) => secretNames.has(name))).toBe(true);
    expect(secretNames.has('OWN_LEVEL')).toBe(false);
    await database.close();
  });
});
