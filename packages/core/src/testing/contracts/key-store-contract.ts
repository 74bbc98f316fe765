import assert from 'node:assert/strict';
import { sampleKey } from '../samples.js';
import { type ContractContext, rejectsWith, stateRules, write } from './contract.js';

/** What every key store does. */
export function keyStoreContract(context: ContractContext): void {
  stateRules(context, {
    keys: {
      'are given back as they were inserted': async (database) => {
        await write(database, ({ keys }) => keys.insert(sampleKey()));
        assert.deepEqual(await database.stores.keys.find('key-1'), sampleKey());
        assert.equal(await database.stores.keys.find('key-2'), undefined);
      },
      'are listed oldest first': async (database) => {
        const younger = sampleKey({ key_id: 'key-0', created_at: '2026-06-01T00:00:00.000Z' });
        await write(database, ({ keys }) => keys.insert(younger));
        await write(database, ({ keys }) => keys.insert(sampleKey()));
        assert.deepEqual(
          (await database.stores.keys.list()).map(({ key_id }) => key_id),
          ['key-1', 'key-0'],
        );
      },
      'change their status and nothing else': async (database) => {
        const revoked = {
          key_id: 'key-1',
          status: 'revoked' as const,
          retired_at: null,
          revoked_at: '2026-06-01T00:00:00.000Z',
          reason: 'lost laptop',
        };
        const other = sampleKey({ key_id: 'key-2' });
        await write(database, ({ keys }) => keys.insert(sampleKey()));
        await write(database, ({ keys }) => keys.insert(other));
        await write(database, ({ keys }) =>
          keys.update({ ...revoked, ...{ public_jwk: { kty: 'forged' } } }),
        );
        assert.deepEqual(await database.stores.keys.find('key-1'), { ...sampleKey(), ...revoked });
        assert.deepEqual(await database.stores.keys.find('key-2'), other);
      },
      'that are not there cannot change': async (database) => {
        await rejectsWith(
          'key_not_found',
          write(database, ({ keys }) => keys.update(sampleKey())),
        );
      },
      'are inserted once': async (database) => {
        await write(database, ({ keys }) => keys.insert(sampleKey()));
        await assert.rejects(write(database, ({ keys }) => keys.insert(sampleKey({ status: 'revoked' }))));
        assert.deepEqual(await database.stores.keys.find('key-1'), sampleKey());
      },
    },
  });
}
