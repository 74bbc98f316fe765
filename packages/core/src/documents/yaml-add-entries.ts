import { isMap } from 'yaml';
import type { Container, EntryEdit } from './document.js';
import { YamlChanges } from './yaml-changes.js';
import { append } from './yaml-collection.js';
import type { YamlAddition, YamlEdit } from './yaml-edit.js';
import { entryItems, memberItems } from './yaml-entries.js';
import { isFlow, type YamlItem } from './yaml-items.js';
import { locate } from './yaml-locate.js';
import { newEntry, type SetEdit, wantedMembers } from './yaml-members.js';
import { blockItem, blockPair, flowPair, flowValue, type YamlStyle } from './yaml-render.js';
import { RestoredText } from './yaml-restore.js';
import { yamlString } from './yaml-scalar.js';
import { styleOf } from './yaml-style.js';
import type { YamlTree } from './yaml-tree.js';

/**
 * The second half of a batch: entries that are absent come to the end of the container, which is made where it is
 * absent too, and members that entries lack to the end of those.
 */
export function addEntries(tree: YamlTree, container: Container, edits: readonly EntryEdit[]): string {
  const place = locate(tree, container);
  const { collection, holders, missing, inFlow } = place;
  const style = styleOf(tree, missing.length === 0 ? collection : null);
  const edit: YamlEdit = { tree, changes: new YamlChanges(tree.text), style };
  const entries = entryItems(tree, container, place);
  const additions: YamlAddition[] = [];
  for (const change of edits) {
    if (change.op === 'remove') continue;
    const item = entries.get(change.name)?.at(-1);
    if (!item) additions.push(entryAddition(container, change, style));
    else if (change.op === 'set')
      addMembers(edit, { item, container, inFlow: isFlowPlace(collection) }, change);
  }
  const target = { collection, holder: holders.at(-1), inFlow };
  if (additions.length > 0 && missing.length > 0) {
    append(edit, { ...target, kind: 'map' }, [
      nestedAddition(missing, { kind: container.kind, additions, style }),
    ]);
  } else {
    append(edit, { ...target, kind: container.kind }, additions);
  }
  return edit.changes.apply();
}

function isFlowPlace(collection: Parameters<typeof isFlow>[0] | null): boolean {
  return collection !== null && isFlow(collection);
}

function addMembers(
  edit: YamlEdit,
  { item, container, inFlow }: { item: YamlItem; container: Container; inFlow: boolean },
  change: SetEdit,
): void {
  if (!isMap(item.value)) return;
  const present = memberItems(edit.tree, item.value);
  const { members } = wantedMembers(container, change);
  const lacking = Object.entries(members).filter(([key]) => !present.has(key));
  const additions = lacking.map(([key, value]) => ({
    block: (column: number) => blockPair(key, value, { column, style: edit.style }),
    flow: () => flowPair(key, flowValue(value, edit.style), edit.style),
  }));
  append(edit, { collection: item.value, holder: item, inFlow, kind: 'map' }, additions);
}

function entryAddition(
  container: Container,
  change: Exclude<EntryEdit, { op: 'remove' }>,
  style: YamlStyle,
): YamlAddition {
  if (change.op === 'restore') return restoredAddition(container, change, style);
  const value = newEntry(container, change);
  return container.kind === 'map'
    ? {
        block: (column) => blockPair(change.name, value, { column, style }),
        flow: () => flowPair(change.name, flowValue(value, style), style),
      }
    : {
        block: (column) => blockItem(value, { column, style }),
        flow: () => flowValue(value, style),
      };
}

function restoredAddition(
  container: Container,
  { name, text }: { name: string; text: string },
  style: YamlStyle,
): YamlAddition {
  const restored = new RestoredText(text);
  return container.kind === 'map'
    ? {
        block: (column) => blockKey(name, column) + restored.afterColon({ column, style }),
        flow: () => flowPair(name, restored.flow(style), style),
      }
    : { block: (column) => restored.item(column), flow: () => restored.flow(style) };
}

/** A container that is absent, with the maps around it that are. */
function nestedAddition(
  [key = '', ...rest]: readonly string[],
  inner: { kind: 'map' | 'array'; additions: readonly YamlAddition[]; style: YamlStyle },
): YamlAddition {
  const { kind, style } = inner;
  const isList = rest.length === 0 && kind === 'array';
  const additions = rest.length === 0 ? inner.additions : [nestedAddition(rest, inner)];
  return {
    block: (column) => {
      const deeper = column + (isList ? style.listStep : style.step);
      return [blockKey(key, column), ...additions.map((one) => one.block(deeper))].join(style.lineBreak);
    },
    flow: () => {
      const texts = additions.map((one) => one.flow()).join(', ');
      return flowPair(key, isList ? `[${texts}]` : `{${texts}}`, style);
    },
  };
}

function blockKey(key: string, column: number): string {
  return `${' '.repeat(column)}${yamlString(key, false)}:`;
}
