import type { Selectable } from 'kysely';
import type { ArtifactStore } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';
import { statement } from '../statement.js';

const insert = statement((handle, { artifact_id, canonical }: Selectable<Schema['artifacts']>) =>
  handle
    .insertInto('artifacts')
    .values({ artifact_id, canonical })
    .onConflict((conflict) => conflict.column('artifact_id').doNothing()),
);

const find = statement((handle, { artifact_id }: { artifact_id: string }) =>
  handle.selectFrom('artifacts').select('canonical').where('artifact_id', '=', artifact_id),
);

/** Artifacts: canonical text under its hash, for ever. */
export function createArtifactStore(handle: StorageHandle): ArtifactStore {
  return {
    async put(artifact_id, canonical) {
      await insert(handle, { artifact_id, canonical });
    },
    async get(artifact_id) {
      const { rows } = await find(handle, { artifact_id });
      return rows[0]?.canonical;
    },
  };
}
