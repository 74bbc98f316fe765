import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely';
import type { AuditEntry, AuditFilter, AuditStore } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';
import { statement } from '../statement.js';

type Row = Selectable<Schema['audit_entries']>;

const insert = statement((handle, row: Row) =>
  handle.insertInto('audit_entries').values({
    sequence: row.sequence,
    at: row.at,
    principal: row.principal,
    operation: row.operation,
    client_id: row.client_id,
    profile_id: row.profile_id,
    outcome: row.outcome,
    detail: row.detail,
    previous_hash: row.previous_hash,
    hash: row.hash,
  }),
);

const newest = statement((handle) =>
  handle.selectFrom('audit_entries').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1),
);

function fromRow(row: Row): AuditEntry {
  return { ...row, detail: JSON.parse(row.detail) };
}

/** The filter as a condition. A list that is empty lets nothing through, in either dialect. */
function matching(
  { eb, and, lit }: ExpressionBuilder<Schema, 'audit_entries'>,
  filter: AuditFilter,
): Expression<SqlBool> {
  const { since, principal, operation, client_id, clients, profiles, before, after } = filter;
  const among = (column: 'client_id' | 'profile_id', ids: readonly string[]) =>
    ids.length === 0 ? lit(false) : eb(column, 'in', ids);
  const conditions: Expression<SqlBool>[] = [];
  if (since !== undefined) conditions.push(eb('at', '>=', since));
  if (principal !== undefined) conditions.push(eb('principal', '=', principal));
  if (operation !== undefined) conditions.push(eb('operation', '=', operation));
  if (client_id !== undefined) conditions.push(eb('client_id', '=', client_id));
  if (clients !== undefined) conditions.push(among('client_id', clients));
  if (profiles !== undefined) conditions.push(among('profile_id', profiles));
  if (before !== undefined) conditions.push(eb('sequence', '<', before));
  if (after !== undefined) conditions.push(eb('sequence', '>', after));
  return and(conditions);
}

/** The audit log, insert-only. The chain of hashes is its writer's affair. */
export function createAuditStore(handle: StorageHandle): AuditStore {
  return {
    async head() {
      return (await newest(handle, {})).rows[0];
    },
    async append(entry) {
      await insert(handle, { ...entry, detail: JSON.stringify(entry.detail) });
    },
    async list(filter) {
      const rows = await handle
        .selectFrom('audit_entries')
        .selectAll()
        .where((builder) => matching(builder, filter))
        .orderBy('sequence', filter.after === undefined ? 'desc' : 'asc')
        .limit(filter.limit)
        .execute();
      return rows.map(fromRow);
    },
  };
}
