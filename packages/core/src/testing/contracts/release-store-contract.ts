import assert from 'node:assert/strict';
import type { Release } from '../../ports/stores.js';
import { sampleRelease } from '../samples.js';
import { type ContractContext, rejectsWith, type StorageDatabase, stateRules, write } from './contract.js';

const KEY = { client_id: 'cursor', profile_id: 'default' };
const OTHER_ARTIFACT = 'f'.repeat(64);

function publish(database: StorageDatabase, release: Release): Promise<void> {
  return write(database, async ({ artifacts, releases }) => {
    await artifacts.put(release.artifact_id, '{"mcpServers":{}}');
    await releases.insert(release);
  });
}

async function publishAll(database: StorageDatabase, releases: readonly Partial<Release>[]): Promise<void> {
  for (const release of releases) await publish(database, sampleRelease(release));
}

const versions = (releases: readonly Release[]) => releases.map(({ version }) => version);

/** What every release store does. */
export function releaseStoreContract(context: ContractContext): void {
  stateRules(context, {
    releases: {
      'are given back as they were inserted': async (database) => {
        await publishAll(database, [{}]);
        assert.deepEqual({ ...(await database.stores.releases.find(KEY, 1)) }, sampleRelease());
        assert.deepEqual({ ...(await database.stores.releases.latest(KEY)) }, sampleRelease());
      },
      'are not found before they are inserted': async ({ stores }) => {
        assert.equal(await stores.releases.find(KEY, 1), undefined);
        assert.equal(await stores.releases.latest(KEY), undefined);
        assert.deepEqual(await stores.releases.list(KEY, { limit: 10 }), []);
        assert.deepEqual(await stores.releases.profiles(), []);
      },
      'refuse a version that is taken, and leave it as it is': async (database) => {
        await publishAll(database, [{}]);
        await rejectsWith(
          'revision_conflict',
          publish(database, sampleRelease({ artifact_id: OTHER_ARTIFACT })),
        );
        assert.equal((await database.stores.releases.latest(KEY))?.artifact_id, sampleRelease().artifact_id);
      },
      'are ordered by number, not by text': async (database) => {
        await publishAll(database, [{ version: 9 }, { version: 10 }, { version: 2 }]);
        assert.equal((await database.stores.releases.latest(KEY))?.version, 10);
        assert.deepEqual(versions(await database.stores.releases.list(KEY, { limit: 10 })), [10, 9, 2]);
      },
      'are listed page by page': async (database) => {
        await publishAll(
          database,
          [1, 2, 3, 4, 5].map((version) => ({ version })),
        );
        const { releases } = database.stores;
        assert.deepEqual(versions(await releases.list(KEY, { limit: 2 })), [5, 4]);
        assert.deepEqual(versions(await releases.list(KEY, { limit: 2, before: 4 })), [3, 2]);
        assert.deepEqual(versions(await releases.list(KEY, { limit: 2, before: 1 })), []);
      },
      'are found by their artifact, the newest, within their profile alone': async (database) => {
        await publishAll(database, [
          { version: 1 },
          { version: 2, artifact_id: OTHER_ARTIFACT },
          { version: 3 },
        ]);
        await publishAll(database, [{ profile_id: 'dev', artifact_id: OTHER_ARTIFACT, version: 8 }]);
        const { releases } = database.stores;
        assert.equal((await releases.findByArtifact(KEY, sampleRelease().artifact_id))?.version, 3);
        assert.equal((await releases.findByArtifact(KEY, OTHER_ARTIFACT))?.version, 2);
        const dev = { ...KEY, profile_id: 'dev' };
        assert.equal(await releases.findByArtifact(dev, sampleRelease().artifact_id), undefined);
      },
      'refuse an artifact that is not stored': async (database) => {
        await assert.rejects(write(database, ({ releases }) => releases.insert(sampleRelease())));
        assert.deepEqual(await database.stores.releases.profiles(), []);
      },
      'refuse an identifier that could be a path': async (database) => {
        await rejectsWith('invalid_input', publish(database, sampleRelease({ client_id: '../../etc' })));
      },
    },
    profiles: {
      'show the newest release of each, by client and profile': async (database) => {
        const newest = { version: 2, artifact_id: OTHER_ARTIFACT, created_at: '2026-05-01T00:00:00.000Z' };
        await publishAll(database, [{ client_id: 'zed' }, { profile_id: 'dev' }, {}, newest]);
        const { releases } = database.stores;
        const all = await releases.profiles();
        assert.deepEqual(
          all.map(({ client_id, profile_id }) => `${client_id}/${profile_id}`),
          ['cursor/default', 'cursor/dev', 'zed/default'],
        );
        assert.deepEqual(
          { ...all[0] },
          { ...KEY, latest_version: 2, latest_artifact_id: OTHER_ARTIFACT, updated_at: newest.created_at },
        );
        assert.deepEqual(
          (await releases.profiles('zed')).map(({ client_id }) => client_id),
          ['zed'],
        );
        assert.deepEqual(await releases.profiles('vscode'), []);
      },
      'stay at the newest release when an older one comes late': async (database) => {
        await publishAll(database, [{ version: 5 }, { version: 4, artifact_id: OTHER_ARTIFACT }]);
        const [profile] = await database.stores.releases.profiles();
        assert.equal(profile?.latest_version, 5);
        assert.equal(profile?.latest_artifact_id, sampleRelease().artifact_id);
      },
    },
  });
}
