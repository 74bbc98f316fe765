import type { Selectable } from 'kysely';
import { OrchestrationError } from '../../errors.js';
import type { Draft, DraftStore, ProfileKey } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';
import { statement } from '../statement.js';
import { assertProfileKey } from './assert-profile-key.js';

type Row = Selectable<Schema['drafts']>;

function toRow(draft: Draft & { readonly updated_at: string }): Row {
  return {
    client_id: draft.client_id,
    profile_id: draft.profile_id,
    revision: draft.revision,
    payload: JSON.stringify(draft.payload),
    base_version: draft.base_version,
    updated_at: draft.updated_at,
  };
}

const columnsOf = (row: Row): Row => ({
  client_id: row.client_id,
  profile_id: row.profile_id,
  revision: row.revision,
  payload: row.payload,
  base_version: row.base_version,
  updated_at: row.updated_at,
});

/** Changes a row where the first revision finds its place free. */
const insertFirst = statement((handle, row: Row) =>
  handle
    .insertInto('drafts')
    .values(columnsOf(row))
    .onConflict((conflict) => conflict.columns(['client_id', 'profile_id']).doNothing()),
);

/** Changes a row where the revision before is still there to be replaced. */
const replace = statement((handle, row: Row & { readonly former: number }) =>
  handle
    .updateTable('drafts')
    .set(columnsOf(row))
    .where('client_id', '=', row.client_id)
    .where('profile_id', '=', row.profile_id)
    .where('revision', '=', row.former),
);

const find = statement((handle, { client_id, profile_id }: ProfileKey) =>
  handle
    .selectFrom('drafts')
    .selectAll()
    .where('client_id', '=', client_id)
    .where('profile_id', '=', profile_id),
);

const profiles = (handle: StorageHandle) =>
  handle.selectFrom('drafts').select(['client_id', 'profile_id']).orderBy('client_id').orderBy('profile_id');

const allProfiles = statement((handle) => profiles(handle));

const profilesOfClient = statement((handle, { client_id }: { client_id: string }) =>
  profiles(handle).where('client_id', '=', client_id),
);

/** Drafts, changed by compare-and-swap on their revision. */
export function createDraftStore(handle: StorageHandle): DraftStore {
  return {
    async find(key) {
      const [row] = (await find(handle, key)).rows;
      return row && { ...row, payload: JSON.parse(row.payload) };
    },
    async profiles(client_id) {
      const found =
        client_id === undefined ? allProfiles(handle, {}) : profilesOfClient(handle, { client_id });
      return (await found).rows;
    },
    async save(draft) {
      assertProfileKey(draft);
      const row = toRow(draft);
      const { numAffectedRows } = await (row.revision === 1
        ? insertFirst(handle, row)
        : replace(handle, { ...row, former: row.revision - 1 }));
      if (numAffectedRows !== 1n) throw new OrchestrationError('revision_conflict');
    },
  };
}
