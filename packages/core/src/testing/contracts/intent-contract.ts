import assert from 'node:assert/strict';
import type { Intent } from '../../ports/stores.js';
import { sampleIntent } from '../samples.js';
import { type ContractContext, type StorageDatabase, stateRules, write } from './contract.js';

async function saveAll(database: StorageDatabase, intents: readonly Intent[]): Promise<void> {
  for (const intent of intents) await write(database, ({ deployments }) => deployments.saveIntent(intent));
}

const ids = (intents: readonly Intent[]) => intents.map(({ intent_id }) => intent_id);

/** What every store of intents does. */
export function intentContract(context: ContractContext): void {
  stateRules(context, {
    intents: {
      'are given back as they were saved': async (database) => {
        const away = sampleIntent({
          intent_id: 'b',
          operation: 'undeploy',
          after_hash: null,
          deployment: null,
          entries: [],
        });
        await saveAll(database, [sampleIntent(), away]);
        assert.deepEqual(await database.stores.deployments.intents(sampleIntent()), [sampleIntent(), away]);
      },
      'come in the order of saving, whatever the clock said': async (database) => {
        const saved = ['c', 'a', 'b'].map((intent_id, index) =>
          sampleIntent({ intent_id, created_at: `2026-01-0${3 - index}T00:00:00.000Z` }),
        );
        await saveAll(database, saved);
        assert.deepEqual(ids(await database.stores.deployments.openIntents('host-1')), ['c', 'a', 'b']);
      },
      'saved again are replaced and keep their place': async (database) => {
        const changed = sampleIntent({ after_hash: '9'.repeat(64) });
        await saveAll(database, [sampleIntent(), sampleIntent({ intent_id: 'later' }), changed]);
        const intents = await database.stores.deployments.intents(sampleIntent());
        assert.deepEqual(ids(intents), ['intent-1', 'later']);
        assert.deepEqual(intents[0], changed);
      },
      'belong to a file of a host': async (database) => {
        const elsewhere = sampleIntent({ intent_id: 'b', target: '/other' });
        const abroad = sampleIntent({ intent_id: 'c', host_id: 'host-2' });
        await saveAll(database, [sampleIntent(), elsewhere, abroad]);
        const { deployments } = database.stores;
        assert.deepEqual(ids(await deployments.intents(elsewhere)), ['b']);
        assert.deepEqual(ids(await deployments.intents(abroad)), ['c']);
        assert.deepEqual(ids(await deployments.openIntents('host-1')), ['intent-1', 'b']);
      },
      'go when they are settled': async (database) => {
        await saveAll(database, [sampleIntent(), sampleIntent({ intent_id: 'b' })]);
        await write(database, ({ deployments }) => deployments.deleteIntent('intent-1'));
        await write(database, ({ deployments }) => deployments.deleteIntent('intent-1'));
        assert.deepEqual(ids(await database.stores.deployments.openIntents('host-1')), ['b']);
      },
    },
  });
}
