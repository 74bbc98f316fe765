import type { ClientPathStore } from '../../ports/stores.js';
import type { StorageHandle } from '../schema.js';
import { statement } from '../statement.js';

const ofHost = statement((handle, { host_id }: { host_id: string }) =>
  handle
    .selectFrom('client_paths')
    .select(['client_id', 'path'])
    .where('host_id', '=', host_id)
    .orderBy('client_id'),
);

/** The files that users have named for their clients, each on its host. */
export function createClientPathStore(handle: StorageHandle): ClientPathStore {
  return {
    async find({ host_id, client_id }) {
      const row = await handle
        .selectFrom('client_paths')
        .select('path')
        .where('host_id', '=', host_id)
        .where('client_id', '=', client_id)
        .executeTakeFirst();
      return row?.path;
    },
    async list(host_id) {
      const { rows } = await ofHost(handle, { host_id });
      return new Map(rows.map(({ client_id, path }) => [client_id, path]));
    },
    async put(row) {
      await handle
        .insertInto('client_paths')
        .values({ host_id: row.host_id, client_id: row.client_id, path: row.path })
        .onConflict((conflict) => conflict.columns(['host_id', 'client_id']).doUpdateSet({ path: row.path }))
        .execute();
    },
    async delete({ host_id, client_id }) {
      const { numDeletedRows } = await handle
        .deleteFrom('client_paths')
        .where('host_id', '=', host_id)
        .where('client_id', '=', client_id)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
  };
}
