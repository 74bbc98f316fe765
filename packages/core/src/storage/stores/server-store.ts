import { OrchestrationError } from '../../errors.js';
import type { ServerStore } from '../../ports/stores.js';
import type { StorageHandle } from '../schema.js';
import { statement } from '../statement.js';

/** Count a change of the servers, in the transaction that makes it. */
async function countChange(handle: StorageHandle): Promise<void> {
  await handle
    .insertInto('counters')
    .values({ name: 'servers', value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(({ eb, ref }) => ({ value: eb(ref('counters.value'), '+', 1) })),
    )
    .execute();
}

const changes = statement((handle) =>
  handle.selectFrom('counters').select('value').where('name', '=', 'servers'),
);

const find = statement((handle, { server_id }: { server_id: string }) =>
  handle.selectFrom('servers').select('definition').where('server_id', '=', server_id),
);

/** The servers that users registered, by id. */
export function createServerStore(handle: StorageHandle): ServerStore {
  return {
    async list() {
      const rows = await handle.selectFrom('servers').select('definition').orderBy('server_id').execute();
      return rows.map((row) => JSON.parse(row.definition));
    },
    async fingerprint() {
      const { rows } = await changes(handle, {});
      return String(rows[0]?.value ?? 0);
    },
    async find(server_id) {
      const [row] = (await find(handle, { server_id })).rows;
      return row && JSON.parse(row.definition);
    },
    async insert(definition, createdAt) {
      const { server_id } = definition;
      const { numInsertedOrUpdatedRows } = await handle
        .insertInto('servers')
        .values({ server_id, definition: JSON.stringify(definition), created_at: createdAt })
        .onConflict((conflict) => conflict.column('server_id').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows !== 1n) throw new OrchestrationError('server_exists');
      await countChange(handle);
    },
    async delete(serverId) {
      const { numDeletedRows } = await handle
        .deleteFrom('servers')
        .where('server_id', '=', serverId)
        .executeTakeFirstOrThrow();
      if (numDeletedRows !== 1n) return false;
      await countChange(handle);
      return true;
    },
  };
}
