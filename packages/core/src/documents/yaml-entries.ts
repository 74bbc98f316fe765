import { isMap } from 'yaml';
import type { Container, DocumentEntry } from './document.js';
import { outerEnd } from './yaml-block.js';
import { isMergeKey } from './yaml-data.js';
import { isFlow, itemsOf, type YamlCollection, type YamlItem } from './yaml-items.js';
import { columnOf } from './yaml-lines.js';
import type { YamlPlace } from './yaml-locate.js';
import type { YamlTree } from './yaml-tree.js';

/** The items of each name in a container, in the order of the text. Items of a list without a name are nobody's. */
export function entryItems(
  tree: YamlTree,
  container: Container,
  { collection, missing }: YamlPlace,
): Map<string, YamlItem[]> {
  const entries = new Map<string, YamlItem[]>();
  if (!collection || missing.length > 0) return entries;
  for (const item of itemsOf(collection)) {
    const name = entryName(tree, container, item);
    if (name === undefined) continue;
    const known = entries.get(name);
    if (known) known.push(item);
    else entries.set(name, [item]);
  }
  return entries;
}

function entryName(tree: YamlTree, container: Container, item: YamlItem): string | undefined {
  if (container.kind === 'map') return isMergeKey(item.key) ? undefined : tree.reader.keyName(item.key);
  const name = isMap(item.value)
    ? memberItems(tree, item.value)
        .get(container.nameKey ?? 'name')
        ?.at(-1)
    : undefined;
  const data = name && tree.reader.read(name.value);
  return typeof data === 'string' ? data : undefined;
}

/** The pairs of each key in an entry's map. */
export function memberItems(tree: YamlTree, map: YamlCollection): Map<string, YamlItem[]> {
  return entryItems(
    tree,
    { kind: 'map', path: [] },
    { holders: [], collection: map, missing: [], inFlow: false },
  );
}

/** An entry as callers see it; of items with one name, the last. */
export function toEntry(
  tree: YamlTree,
  { name, item, collection }: { name: string; item: YamlItem; collection: YamlCollection },
): DocumentEntry {
  return { name, value: tree.reader.read(item.value), text: entryText(tree, item, isFlow(collection)) };
}

/** What follows the colon up to the line's end and the comments within; in brackets the value alone. A dash is blanked. */
function entryText({ text }: YamlTree, item: YamlItem, inFlow: boolean): string {
  if (inFlow) return item.valueStart === undefined ? '' : text.slice(item.valueStart, item.end);
  const after = item.after ?? item.end;
  const lead = item.key ? '' : ' '.repeat(columnOf(text, after));
  return lead + text.slice(after, outerEnd(text, item));
}
