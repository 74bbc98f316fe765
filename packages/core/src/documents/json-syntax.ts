import type { Json } from '../json.js';

/** A value in the text. Offsets are UTF-16 units into the text, `end` exclusive. */
export type JsonNode = JsonScalar | JsonList;

/** A string, number, boolean or null. */
export interface JsonScalar {
  readonly kind: 'scalar';
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
}

/** An object or an array; both are brackets around items. */
export interface JsonList {
  readonly kind: 'object' | 'array';
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonItem[];
}

/** A property of an object, or an element of an array, which has no key. */
export interface JsonItem {
  readonly key: string | undefined;
  /** Where the property, or the element, starts. */
  readonly start: number;
  /** Where the key ends; the item's start where there is none. */
  readonly keyEnd: number;
  readonly value: JsonNode;
  /** Offset of the comma that follows, past comments perhaps. */
  readonly comma: number | undefined;
  /** Whether a line ends between the item and the bracket or comma before it. */
  readonly ownLine: boolean;
}

/** A text with the tree of its one value; none where it holds nothing but blanks and comments. */
export interface JsonSyntax {
  readonly text: string;
  readonly root: JsonNode | undefined;
}

/** The data of a node. Of duplicate keys the last wins; `__proto__` is a key like any other. */
export function dataOf(node: JsonNode): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map((item) => dataOf(item.value));
  return Object.fromEntries(node.items.map((item) => [item.key ?? '', dataOf(item.value)]));
}

/** The items of an object by key. Those of one key stand in the order of the text; readers take the last. */
export function itemsByKey(list: JsonList): Map<string, JsonItem[]> {
  return groupItems(list, (item) => item.key);
}

/** The items of a list by a name of theirs; those without one are left out. */
export function groupItems(
  list: JsonList,
  nameOf: (item: JsonItem) => string | undefined,
): Map<string, JsonItem[]> {
  const groups = new Map<string, JsonItem[]>();
  for (const item of list.items) {
    const name = nameOf(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
