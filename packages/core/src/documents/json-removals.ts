import type { Container, EntryEdit } from './document.js';
import { entryItems, findContainer } from './json-container.js';
import { removedMembers } from './json-members.js';
import { removeItems } from './json-remove.js';
import { itemsByKey, type JsonItem, type JsonList, type JsonSyntax } from './json-syntax.js';
import type { Splice } from './splice.js';

/**
 * The first half of a batch: the splices that take out entries and members, with all their duplicates. Additions
 * come after them, from a tree of their own, since both may want the comma of the item that stays last.
 */
export function removals(syntax: JsonSyntax, container: Container, batch: readonly EntryEdit[]): Splice[] {
  if (syntax.root === undefined) return [];
  const { list, missing } = findContainer(syntax, syntax.root, container);
  if (missing.length > 0) return [];
  const entries = entryItems(list, container);
  const itemsOf = (edit: EntryEdit) => entries.get(edit.name) ?? [];
  const doomed = new Set(batch.filter(({ op }) => op === 'remove').flatMap(itemsOf));
  const members = batch.flatMap((edit) => {
    const entry = itemsOf(edit).at(-1)?.value;
    if (edit.op !== 'set' || entry?.kind !== 'object') return [];
    return removeItems(syntax.text, entry, membersNamed(entry, removedMembers(container, edit)));
  });
  return [...members, ...removeItems(syntax.text, list, doomed)];
}

function membersNamed(entry: JsonList, keys: readonly string[]): Set<JsonItem> {
  if (keys.length === 0) return new Set();
  const members = itemsByKey(entry);
  return new Set(keys.flatMap((key) => members.get(key) ?? []));
}
