import assert from 'node:assert/strict';
import type { ServerStore } from '../../ports/stores.js';
import { sampleServer } from '../samples.js';
import { type ContractContext, rejectsWith, stateRules, write } from './contract.js';

const AT = '2026-01-01T00:00:00.000Z';

/** What every store of registered servers does. */
export function serverStoreContract(context: ContractContext): void {
  stateRules(context, {
    'registered servers': {
      'are given back as they were registered': async (database) => {
        const server = sampleServer({ server_id: 'io.github.user/files', tags: ['disk'] });
        await write(database, ({ servers }) => servers.insert(server, AT));
        assert.deepEqual(await database.stores.servers.find('io.github.user/files'), server);
        assert.equal(await database.stores.servers.find('files'), undefined);
      },
      'are listed by id': async (database) => {
        for (const server_id of ['b', 'a', 'c']) {
          await write(database, ({ servers }) => servers.insert(sampleServer({ server_id }), AT));
        }
        assert.deepEqual(
          (await database.stores.servers.list()).map(({ server_id }) => server_id),
          ['a', 'b', 'c'],
        );
      },
      'are registered once': async (database) => {
        await write(database, ({ servers }) => servers.insert(sampleServer(), AT));
        const second = sampleServer({ display_name: 'Second' });
        await rejectsWith(
          'server_exists',
          write(database, ({ servers }) => servers.insert(second, AT)),
        );
        assert.equal((await database.stores.servers.find('files'))?.display_name, 'Files');
      },
      'say whether they were there when deleted': async (database) => {
        await write(database, ({ servers }) => servers.insert(sampleServer(), AT));
        assert.equal(await write(database, ({ servers }) => servers.delete('other')), false);
        assert.equal(await write(database, ({ servers }) => servers.delete('files')), true);
        assert.equal(await write(database, ({ servers }) => servers.delete('files')), false);
        assert.deepEqual(await database.stores.servers.list(), []);
      },
      'have another fingerprint after each change, and the same without one': async (database) => {
        const { servers } = database.stores;
        const seen = [await servers.fingerprint()];
        const change = async (work: (servers: ServerStore) => Promise<unknown>): Promise<void> => {
          await write(database, (stores) => work(stores.servers));
          seen.push(await servers.fingerprint());
          assert.equal(await servers.fingerprint(), seen.at(-1));
        };
        await change((stored) => stored.insert(sampleServer(), AT));
        await change((stored) => stored.delete('files'));
        await change((stored) => stored.insert(sampleServer(), AT));
        assert.equal(new Set(seen).size, 4);
      },
      'keep their fingerprint where nothing changed': async (database) => {
        await write(database, ({ servers }) => servers.insert(sampleServer(), AT));
        const before = await database.stores.servers.fingerprint();
        assert.equal(await write(database, ({ servers }) => servers.delete('other')), false);
        await rejectsWith(
          'server_exists',
          write(database, ({ servers }) => servers.insert(sampleServer(), AT)),
        );
        await assert.rejects(
          write(database, async ({ servers }) => {
            await servers.delete('files');
            throw new Error('undone');
          }),
        );
        assert.equal(await database.stores.servers.fingerprint(), before);
      },
    },
  });
}
