import type { ArtifactStore } from '../../ports/stores.js';
import type { StorageHandle } from '../schema.js';

/** Artifacts: canonical text under its hash, for ever. */
export function createArtifactStore(handle: StorageHandle): ArtifactStore {
  return {
    async put(artifactId, canonical) {
      await handle
        .insertInto('artifacts')
        .values({ artifact_id: artifactId, canonical })
        .onConflict((conflict) => conflict.column('artifact_id').doNothing())
        .execute();
    },
    async get(artifactId) {
      const row = await handle
        .selectFrom('artifacts')
        .select('canonical')
        .where('artifact_id', '=', artifactId)
        .executeTakeFirst();
      return row?.canonical;
    },
  };
}
