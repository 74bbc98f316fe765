import type { Selectable } from 'kysely';
import { OrchestrationError } from '../../errors.js';
import type { ProfileKey, Release, ReleaseStore } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';
import { assertProfileKey } from './assert-profile-key.js';

function toRow(release: Release): Selectable<Schema['releases']> {
  return {
    client_id: release.client_id,
    profile_id: release.profile_id,
    version: release.version,
    artifact_id: release.artifact_id,
    signature: release.signature,
    signing_key_id: release.signing_key_id,
    release_hash: release.release_hash,
    created_at: release.created_at,
  };
}

async function insertRelease(handle: StorageHandle, release: Release): Promise<void> {
  const { numInsertedOrUpdatedRows } = await handle
    .insertInto('releases')
    .values(toRow(release))
    .onConflict((conflict) => conflict.columns(['client_id', 'profile_id', 'version']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) {
    throw new OrchestrationError('revision_conflict', {
      message: 'Another release of this version was published meanwhile.',
      hint: 'Look at it, then publish again.',
    });
  }
}

/** Keep the profile's row at its newest release, in whatever order releases come. */
async function updateProfile(handle: StorageHandle, release: Release): Promise<void> {
  await handle
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
    )
    .execute();
}

/** Releases, insert-only, newest first. */
export function createReleaseStore(handle: StorageHandle): ReleaseStore {
  const ofProfile = ({ client_id, profile_id }: ProfileKey) =>
    handle
      .selectFrom('releases')
      .selectAll()
      .where('client_id', '=', client_id)
      .where('profile_id', '=', profile_id)
      .orderBy('version', 'desc');
  return {
    async insert(release) {
      assertProfileKey(release);
      await insertRelease(handle, release);
      await updateProfile(handle, release);
    },
    find: (key, version) => ofProfile(key).where('version', '=', version).executeTakeFirst(),
    latest: (key) => ofProfile(key).limit(1).executeTakeFirst(),
    findByArtifact: (key, artifactId) =>
      ofProfile(key).where('artifact_id', '=', artifactId).limit(1).executeTakeFirst(),
    list(key, { limit, before }) {
      const query = ofProfile(key).limit(limit);
      return (before === undefined ? query : query.where('version', '<', before)).execute();
    },
    profiles(clientId) {
      const query = handle.selectFrom('profiles').selectAll().orderBy('client_id').orderBy('profile_id');
      return (clientId === undefined ? query : query.where('client_id', '=', clientId)).execute();
    },
  };
}
