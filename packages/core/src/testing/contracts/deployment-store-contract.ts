import assert from 'node:assert/strict';
import type { DeployedEntry, Deployment } from '../../ports/stores.js';
import { sampleDeployment, sampleEntry } from '../samples.js';
import { type ContractContext, rejectsWith, type StorageDatabase, stateRules, write } from './contract.js';

/** Put a deployment that has these entries. */
function put(deployment: Deployment, entries: readonly DeployedEntry[] = []) {
  return (database: StorageDatabase): Promise<void> =>
    write(database, ({ deployments }) => deployments.put(deployment, entries));
}

const find = ({ stores }: StorageDatabase, target = sampleDeployment()) => stores.deployments.find(target);

/** What every store of deployments does. */
export function deploymentStoreContract(context: ContractContext): void {
  stateRules(context, {
    deployments: {
      'are given back as they were put, their entries in order': async (database) => {
        const deployment = sampleDeployment({
          pristine: false,
          first_backup: '/b/1',
          first_hash: '0'.repeat(64),
        });
        const entries = [
          sampleEntry({ name: 'z', adopted: true }),
          sampleEntry({ name: 'a', replaced_in: '/b/2', members: {} }),
        ];
        await put(deployment, entries)(database);
        assert.deepEqual(await find(database), { deployment, entries });
      },
      'hold a server and an input of one name': async (database) => {
        const entries = [sampleEntry(), sampleEntry({ kind: 'input', adopted: true })];
        await put(sampleDeployment(), entries)(database);
        assert.deepEqual((await find(database))?.entries, entries);
      },
      'hold more entries than one statement takes values': async (database) => {
        const entries = Array.from({ length: 501 }, (_, index) =>
          sampleEntry({ name: `server ${500 - index}` }),
        );
        await put(sampleDeployment(), entries)(database);
        assert.deepEqual((await find(database))?.entries, entries);
      },
      'take the place of what was there': async (database) => {
        await put(sampleDeployment(), [sampleEntry({ name: 'old' }), sampleEntry({ name: 'kept' })])(
          database,
        );
        await put(sampleDeployment({ version: 2 }), [sampleEntry({ name: 'kept', adopted: true })])(database);
        const found = await find(database);
        assert.equal(found?.deployment.version, 2);
        assert.deepEqual(found?.entries, [sampleEntry({ name: 'kept', adopted: true })]);
      },
      'are kept for each file of each host': async (database) => {
        const places = [
          sampleDeployment(),
          sampleDeployment({ target: '/project/.cursor/mcp.json', version: 2 }),
          sampleDeployment({ host_id: 'host-2', version: 3 }),
        ];
        for (const place of places) await put(place, [sampleEntry({ name: `v${place.version}` })])(database);
        for (const place of places) {
          const expected = { deployment: place, entries: [sampleEntry({ name: `v${place.version}` })] };
          assert.deepEqual(await find(database, place), expected);
        }
      },
      'are listed of one host, all or of one profile': async (database) => {
        const here = sampleDeployment({ target: '/b' });
        const there = sampleDeployment({ target: '/a', profile_id: 'dev' });
        for (const place of [here, there, sampleDeployment({ host_id: 'host-2' })])
          await put(place)(database);
        const { deployments } = database.stores;
        assert.deepEqual(await deployments.list('host-1'), [there, here]);
        assert.deepEqual(await deployments.list('host-1', here), [here]);
        assert.deepEqual(await deployments.list('host-3'), []);
      },
      'go with their entries': async (database) => {
        await put(sampleDeployment(), [sampleEntry()])(database);
        await put(sampleDeployment({ host_id: 'host-2' }), [sampleEntry()])(database);
        await write(database, ({ deployments }) => deployments.delete(sampleDeployment()));
        assert.equal(await find(database), undefined);
        assert.equal((await find(database, sampleDeployment({ host_id: 'host-2' })))?.entries.length, 1);
        await put(sampleDeployment())(database);
        assert.deepEqual((await find(database))?.entries, []);
      },
      'refuse an identifier that could be a path': async (database) => {
        await rejectsWith('invalid_input', put(sampleDeployment({ profile_id: '..' }))(database));
      },
    },
  });
}
