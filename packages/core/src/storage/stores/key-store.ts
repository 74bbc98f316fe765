import type { Selectable } from 'kysely';
import { OrchestrationError } from '../../errors.js';
import type { KeyStore, SigningKey } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';
import { statement } from '../statement.js';

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

const list = statement((handle) =>
  handle.selectFrom('keys').selectAll().orderBy('created_at').orderBy('key_id'),
);

const find = statement((handle, { key_id }: { key_id: string }) =>
  handle.selectFrom('keys').selectAll().where('key_id', '=', key_id),
);

/** Public keys and their status, oldest first. */
export function createKeyStore(handle: StorageHandle): KeyStore {
  return {
    async list() {
      const { rows } = await list(handle, {});
      return rows.map(fromRow);
    },
    async find(key_id) {
      const { rows } = await find(handle, { key_id });
      return rows[0] && fromRow(rows[0]);
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
