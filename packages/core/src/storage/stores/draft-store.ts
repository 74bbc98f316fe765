import type { Selectable } from 'kysely';
import { OrchestrationError } from '../../errors.js';
import type { Draft, DraftStore } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';
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

/** Whether the first revision found its place free. */
async function insertFirst(handle: StorageHandle, row: Row): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await handle
    .insertInto('drafts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['client_id', 'profile_id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Whether the revision before was still there to be replaced. */
async function replace(handle: StorageHandle, row: Row): Promise<boolean> {
  const { numUpdatedRows } = await handle
    .updateTable('drafts')
    .set(row)
    .where('client_id', '=', row.client_id)
    .where('profile_id', '=', row.profile_id)
    .where('revision', '=', row.revision - 1)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Drafts, changed by compare-and-swap on their revision. */
export function createDraftStore(handle: StorageHandle): DraftStore {
  return {
    async find({ client_id, profile_id }) {
      const row = await handle
        .selectFrom('drafts')
        .selectAll()
        .where('client_id', '=', client_id)
        .where('profile_id', '=', profile_id)
        .executeTakeFirst();
      return row && { ...row, payload: JSON.parse(row.payload) };
    },
    profiles(clientId) {
      const query = handle
        .selectFrom('drafts')
        .select(['client_id', 'profile_id'])
        .orderBy('client_id')
        .orderBy('profile_id');
      return (clientId === undefined ? query : query.where('client_id', '=', clientId)).execute();
    },
    async save(draft) {
      assertProfileKey(draft);
      const row = toRow(draft);
      const saved = await (row.revision === 1 ? insertFirst : replace)(handle, row);
      if (!saved) throw new OrchestrationError('revision_conflict');
    },
  };
}
