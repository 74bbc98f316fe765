import type { Selectable } from 'kysely';
import { OrchestrationError } from '../../errors.js';
import type { KeyStore, SigningKey } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';

type Row = Selectable<Schema['keys']>;

function toRow(key: SigningKey): Row {
  return {
    key_id: key.key_id,
    public_jwk: JSON.stringify(key.public_jwk),
    status: key.status,
    created_at: key.created_at,
    retired_at: key.retired_at,
    revoked_at: key.revoked_at,
    reason: key.reason,
  };
}

function fromRow(row: Row): SigningKey {
  return { ...row, public_jwk: JSON.parse(row.public_jwk) };
}

/** Public keys and their status, oldest first. */
export function createKeyStore(handle: StorageHandle): KeyStore {
  return {
    async list() {
      const rows = await handle
        .selectFrom('keys')
        .selectAll()
        .orderBy('created_at')
        .orderBy('key_id')
        .execute();
      return rows.map(fromRow);
    },
    async find(keyId) {
      const row = await handle.selectFrom('keys').selectAll().where('key_id', '=', keyId).executeTakeFirst();
      return row && fromRow(row);
    },
    async insert(key) {
      await handle.insertInto('keys').values(toRow(key)).execute();
    },
    async update({ key_id, status, retired_at, revoked_at, reason }) {
      const { numUpdatedRows } = await handle
        .updateTable('keys')
        .set({ status, retired_at, revoked_at, reason })
        .where('key_id', '=', key_id)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new OrchestrationError('key_not_found');
    },
  };
}
