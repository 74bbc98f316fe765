import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Intent } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';

type Row = Selectable<Schema['intents']>;

function toRow(intent: Intent): Omit<Row, 'sequence'> {
  return {
    intent_id: intent.intent_id,
    host_id: intent.host_id,
    target: intent.target,
    operation: intent.operation,
    before_hash: intent.before_hash,
    after_hash: intent.after_hash,
    deployment: intent.deployment === null ? null : JSON.stringify(intent.deployment),
    entries: JSON.stringify(intent.entries),
    created_at: intent.created_at,
  };
}

function fromRow({ sequence: _order, ...row }: Row): Intent {
  return {
    ...row,
    deployment: row.deployment === null ? null : JSON.parse(row.deployment),
    entries: JSON.parse(row.entries),
  };
}

/** One more than the highest. Writers take turns, so no two get the same. */
function nextSequence({ selectFrom }: ExpressionBuilder<Schema, 'intents'>) {
  return selectFrom('intents').select(({ eb, fn, lit }) =>
    eb(fn.coalesce(fn.max('sequence'), lit(0)), '+', 1)
      .$castTo<number>()
      .as('next'),
  );
}

/** Store an intent; one of the same id is replaced and keeps its place. */
export async function saveIntent(handle: StorageHandle, intent: Intent): Promise<void> {
  const { intent_id, ...rest } = toRow(intent);
  await handle
    .insertInto('intents')
    .values((builder) => ({
      intent_id,
      ...rest,
      sequence: nextSequence(builder),
    }))
    .onConflict((conflict) => conflict.column('intent_id').doUpdateSet(rest))
    .execute();
}

/** The intents of a host, of one file or of all, oldest first. */
export async function findIntents(
  handle: StorageHandle,
  { hostId, target }: { hostId: string; target?: string },
): Promise<Intent[]> {
  const query = handle.selectFrom('intents').selectAll().where('host_id', '=', hostId).orderBy('sequence');
  const rows = await (target === undefined ? query : query.where('target', '=', target)).execute();
  return rows.map(fromRow);
}
