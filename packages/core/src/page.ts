import { invalidField } from './invalid-field.js';

/**
 * Read a cursor that stands for a number (a version, a sequence).
 * @throws OrchestrationError `invalid_input`.
 */
export function numberCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^[1-9][0-9]{0,14}$/.test(cursor)) return Number(cursor);
  throw invalidField('cursor', 'This is no next_cursor of a page.');
}

/** Cut a list that was read with one item too many into a page, and name the next one where there is more. */
export function pageOf<Item>(
  found: readonly Item[],
  limit: number,
  position: (item: Item) => number,
): { items: Item[]; next_cursor: { next_cursor?: string } } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  return { items, next_cursor: more ? { next_cursor: String(position(last)) } : {} };
}
