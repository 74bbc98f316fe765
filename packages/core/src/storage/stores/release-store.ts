import { OrchestrationError } from '../../errors.js';
import type { ProfileKey, Release, ReleaseStore } from '../../ports/stores.js';
import type { StorageHandle } from '../schema.js';
import { statement } from '../statement.js';
import { assertProfileKey } from './assert-profile-key.js';

const insertUnlessThere = statement((handle, release: Release) =>
  handle
    .insertInto('releases')
    .values({
      client_id: release.client_id,
      profile_id: release.profile_id,
      version: release.version,
      artifact_id: release.artifact_id,
      signature: release.signature,
      signing_key_id: release.signing_key_id,
      release_hash: release.release_hash,
      created_at: release.created_at,
    })
    .onConflict((conflict) => conflict.columns(['client_id', 'profile_id', 'version']).doNothing()),
);

async function insertRelease(handle: StorageHandle, release: Release): Promise<void> {
  const { numAffectedRows } = await insertUnlessThere(handle, release);
  if (numAffectedRows !== 1n) {
    throw new OrchestrationError('revision_conflict', {
      message: 'Another release of this version was published meanwhile.',
      hint: 'Look at it, then publish again.',
    });
  }
}

/** Keep the profile's row at its newest release, in whatever order releases come. */
const updateProfile = statement((handle, release: Release) =>
  handle
    .insertInto('profiles')
    .values({
      client_id: release.client_id,
      profile_id: release.profile_id,
      latest_version: release.version,
      latest_artifact_id: release.artifact_id,
      updated_at: release.created_at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['client_id', 'profile_id'])
        .doUpdateSet(({ ref }) => ({
          latest_version: ref('excluded.latest_version'),
          latest_artifact_id: ref('excluded.latest_artifact_id'),
          updated_at: ref('excluded.updated_at'),
        }))
        .whereRef('profiles.latest_version', '<', 'excluded.latest_version'),
    ),
);

const ofProfile = (handle: StorageHandle, { client_id, profile_id }: ProfileKey) =>
  handle
    .selectFrom('releases')
    .selectAll()
    .where('client_id', '=', client_id)
    .where('profile_id', '=', profile_id)
    .orderBy('version', 'desc');

const find = statement((handle, key: ProfileKey & { readonly version: number }) =>
  ofProfile(handle, key).where('version', '=', key.version),
);

const latest = statement((handle, key: ProfileKey) => ofProfile(handle, key).limit(1));

const latestOfArtifact = statement((handle, key: ProfileKey & { readonly artifact_id: string }) =>
  ofProfile(handle, key).where('artifact_id', '=', key.artifact_id).limit(1),
);

const profiles = (handle: StorageHandle) =>
  handle.selectFrom('profiles').selectAll().orderBy('client_id').orderBy('profile_id');

const allProfiles = statement((handle) => profiles(handle));

const profilesOfClient = statement((handle, { client_id }: { client_id: string }) =>
  profiles(handle).where('client_id', '=', client_id),
);

/** Releases, insert-only, newest first. */
export function createReleaseStore(handle: StorageHandle): ReleaseStore {
  return {
    async insert(release) {
      assertProfileKey(release);
      await insertRelease(handle, release);
      await updateProfile(handle, release);
    },
    async find({ client_id, profile_id }, version) {
      return (await find(handle, { client_id, profile_id, version })).rows[0];
    },
    async latest(key) {
      return (await latest(handle, key)).rows[0];
    },
    async findByArtifact({ client_id, profile_id }, artifact_id) {
      return (await latestOfArtifact(handle, { client_id, profile_id, artifact_id })).rows[0];
    },
    list(key, { limit, before }) {
      const query = ofProfile(handle, key).limit(limit);
      return (before === undefined ? query : query.where('version', '<', before)).execute();
    },
    async profiles(client_id) {
      const found =
        client_id === undefined ? allProfiles(handle, {}) : profilesOfClient(handle, { client_id });
      return (await found).rows;
    },
  };
}
