import assert from 'node:assert/strict';
import { type ContractContext, stateRules, write } from './contract.js';

const CURSOR = { host_id: 'host-1', client_id: 'cursor' } as const;

/** What every store of clients' paths does. */
export function clientPathStoreContract(context: ContractContext): void {
  stateRules(context, {
    "clients' paths": {
      'are found by host and client': async (database) => {
        await write(database, ({ clientPaths }) => clientPaths.put({ ...CURSOR, path: '/one' }));
        assert.equal(await database.stores.clientPaths.find(CURSOR), '/one');
        assert.equal(await database.stores.clientPaths.find({ ...CURSOR, host_id: 'host-2' }), undefined);
        assert.equal(await database.stores.clientPaths.find({ ...CURSOR, client_id: 'zed' }), undefined);
      },
      'are listed by host': async (database) => {
        const zed = { host_id: 'host-1', client_id: 'zed', path: '/zed' };
        await write(database, ({ clientPaths }) => clientPaths.put({ ...CURSOR, path: '/one' }));
        await write(database, ({ clientPaths }) => clientPaths.put(zed));
        await write(database, ({ clientPaths }) =>
          clientPaths.put({ host_id: 'host-2', client_id: 'cursor', path: '/other' }),
        );
        assert.deepEqual(
          [...(await database.stores.clientPaths.list('host-1'))],
          [
            ['cursor', '/one'],
            ['zed', '/zed'],
          ],
        );
      },
      'take the place of the one before': async (database) => {
        await write(database, ({ clientPaths }) => clientPaths.put({ ...CURSOR, path: '/one' }));
        await write(database, ({ clientPaths }) => clientPaths.put({ ...CURSOR, path: '/two' }));
        assert.equal(await database.stores.clientPaths.find(CURSOR), '/two');
      },
      'go when they are taken away, and those of other hosts stay': async (database) => {
        const other = { ...CURSOR, host_id: 'host-2' };
        await write(database, ({ clientPaths }) => clientPaths.put({ ...CURSOR, path: '/one' }));
        await write(database, ({ clientPaths }) => clientPaths.put({ ...other, path: '/other' }));
        assert.equal(await write(database, ({ clientPaths }) => clientPaths.delete(CURSOR)), true);
        assert.equal(await write(database, ({ clientPaths }) => clientPaths.delete(CURSOR)), false);
        assert.equal(await database.stores.clientPaths.find(CURSOR), undefined);
        assert.equal(await database.stores.clientPaths.find(other), '/other');
      },
    },
  });
}
