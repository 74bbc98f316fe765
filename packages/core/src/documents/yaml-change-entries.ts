import { isMap } from 'yaml';
import { jsonEqual } from '../json.js';
import type { Container, EntryEdit } from './document.js';
import { outerEnd } from './yaml-block.js';
import { YamlChanges } from './yaml-changes.js';
import { removeItems, replaceValue } from './yaml-collection.js';
import type { YamlEdit } from './yaml-edit.js';
import { entryItems, memberItems } from './yaml-entries.js';
import { replaceFlowValue } from './yaml-flow.js';
import { guardEntry, guardPlace } from './yaml-guard.js';
import { isFlow, type YamlItem } from './yaml-items.js';
import { columnOf } from './yaml-lines.js';
import { locate, type YamlPlace } from './yaml-locate.js';
import { newEntry, type SetEdit, wantedMembers } from './yaml-members.js';
import { RestoredText } from './yaml-restore.js';
import { styleOf } from './yaml-style.js';
import type { YamlTree } from './yaml-tree.js';

interface EntryChange {
  readonly edit: YamlEdit;
  readonly container: Container;
  readonly item: YamlItem;
  readonly inFlow: boolean;
}

/**
 * The first half of a batch: what edits do to entries that are there. Members of theirs that differ are replaced,
 * and what is to go goes; nothing is added yet, so that no addition stands beside something removed.
 */
export function changeEntries(tree: YamlTree, container: Container, edits: readonly EntryEdit[]): string {
  const place = locate(tree, container);
  guardPlace(tree, place);
  const { collection } = place;
  if (!collection || place.missing.length > 0) return tree.text;
  const entries = entryItems(tree, container, place);
  const edit: YamlEdit = { tree, changes: new YamlChanges(tree.text), style: styleOf(tree, collection) };
  const removed = new Set<number>();
  for (const change of edits) {
    const items = entries.get(change.name) ?? [];
    for (const item of items) guardEntry(tree, item);
    const item = items.at(-1);
    if (change.op === 'remove') for (const { start } of items) removed.add(start);
    else if (item) changeEntry({ edit, container, item, inFlow: isFlow(collection) }, change);
  }
  removeItems(edit, targetOf(place, container), removed);
  return edit.changes.apply();
}

function targetOf({ collection, holders, inFlow }: YamlPlace, { kind }: Container) {
  return { collection, holder: holders.at(-1), inFlow, kind };
}

function changeEntry(entry: EntryChange, change: Exclude<EntryEdit, { op: 'remove' }>): void {
  if (change.op === 'restore') restoreEntry(entry, change.text);
  else if (isMap(entry.item.value)) changeMembers(entry, change);
  else replaceValue(entry.edit, entry, newEntry(entry.container, change));
}

function restoreEntry({ edit, item, inFlow }: EntryChange, text: string): void {
  const restored = new RestoredText(text);
  const { style, tree } = edit;
  if (inFlow) {
    if (text === '' && item.valueStart === undefined) return;
    if (item.key) replaceFlowValue(edit, item, restored.flow(style));
    else edit.changes.replace({ start: item.start, end: item.end }, restored.flow(style));
    return;
  }
  const column = columnOf(tree.text, item.start);
  const source = item.key ? restored.afterColon({ column, style }) : restored.item(column).slice(column + 1);
  edit.changes.replace({ start: item.after ?? item.end, end: outerEnd(tree.text, item) }, source);
}

function changeMembers({ edit, container, item }: EntryChange, change: SetEdit): void {
  const map = item.value;
  if (!isMap(map)) return;
  const { members, remove } = wantedMembers(container, change);
  const present = memberItems(edit.tree, map);
  const inFlow = isFlow(map);
  const removed = new Set<number>();
  for (const key of remove) for (const { start } of present.get(key) ?? []) removed.add(start);
  for (const [key, value] of Object.entries(members)) {
    const pair = present.get(key)?.at(-1);
    if (!pair || jsonEqual(edit.tree.reader.read(pair.value), value)) continue;
    replaceValue(edit, { item: pair, inFlow }, value);
  }
  removeItems(edit, { collection: map, holder: item, inFlow, kind: 'map' }, removed);
}
