import type { Selectable } from 'kysely';
import type { DeployedEntry, TargetKey } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';

type Row = Selectable<Schema['deployed_entries']>;

/**
 * How many rows one insert holds: SQLite may be built with a limit of 999 values a statement.
 */
const ROWS_AN_INSERT = 100;

function toRow(target: TargetKey, { entry, position }: { entry: DeployedEntry; position: number }): Row {
  return {
    host_id: target.host_id,
    target: target.target,
    kind: entry.kind ?? 'server',
    name: entry.name,
    position,
    members: JSON.stringify(entry.members),
    adopted: entry.adopted ? 1 : 0,
    replaced_in: entry.replaced_in,
  };
}

function fromRow({ kind, name, members, adopted, replaced_in }: Row): DeployedEntry {
  const entry = { name, members: JSON.parse(members), adopted: adopted === 1, replaced_in };
  return kind === 'server' ? entry : { kind, ...entry };
}

/** The entries of a target, in the order in which they were put. */
export async function findEntries(handle: StorageHandle, target: TargetKey): Promise<DeployedEntry[]> {
  const rows = await handle
    .selectFrom('deployed_entries')
    .selectAll()
    .where('host_id', '=', target.host_id)
    .where('target', '=', target.target)
    .orderBy('position')
    .execute();
  return rows.map(fromRow);
}

/** Add the entries of a target that has none. */
export async function insertEntries(
  handle: StorageHandle,
  { target, entries }: { target: TargetKey; entries: readonly DeployedEntry[] },
): Promise<void> {
  const rows = entries.map((entry, position) => toRow(target, { entry, position }));
  for (let start = 0; start < rows.length; start += ROWS_AN_INSERT) {
    const values = rows.slice(start, start + ROWS_AN_INSERT);
    await handle.insertInto('deployed_entries').values(values).execute();
  }
}
