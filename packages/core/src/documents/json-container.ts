import { OrchestrationError } from '../errors.js';
import type { Container } from './document.js';
import { positionOf } from './json-reader.js';
import {
  groupItems,
  itemsByKey,
  type JsonItem,
  type JsonList,
  type JsonNode,
  type JsonSyntax,
} from './json-syntax.js';

/** The deepest list that stands on the way to a container, and the keys still missing below it. */
export interface FoundContainer {
  readonly list: JsonList;
  readonly missing: readonly string[];
  /** Whether the list's holder begins a line; the root counts as one. */
  readonly holderOwnLine: boolean;
}

/**
 * Follow a container's path from the root, key by key; of duplicate keys the last.
 * @throws OrchestrationError `config_unsupported` where something else stands on the way or at its end.
 */
export function findContainer({ text }: JsonSyntax, root: JsonNode, container: Container): FoundContainer {
  let node = root;
  let holderOwnLine = true;
  for (const [index, key] of container.path.entries()) {
    const list = listOf(text, node, 'object');
    const item = list.items.findLast((candidate) => candidate.key === key);
    if (item === undefined) return { list, missing: container.path.slice(index), holderOwnLine };
    node = item.value;
    holderOwnLine = item.ownLine;
  }
  const list = listOf(text, node, container.kind === 'map' ? 'object' : 'array');
  return { list, missing: [], holderOwnLine };
}

/** The entries of a container by name. An element of an array without a name is none of them. */
export function entryItems(list: JsonList, container: Container): Map<string, JsonItem[]> {
  if (container.kind === 'map') return itemsByKey(list);
  return groupItems(list, ({ value }) => nameIn(value, container));
}

/** The name that an element of an array bears; undefined where it is no object, or bears none. */
export function nameIn(element: JsonNode, { nameKey = 'name' }: Container): string | undefined {
  if (element.kind !== 'object') return undefined;
  const name = element.items.findLast((item) => item.key === nameKey)?.value;
  return name?.kind === 'scalar' && typeof name.value === 'string' ? name.value : undefined;
}

function listOf(text: string, node: JsonNode, kind: JsonList['kind']): JsonList {
  if (node.kind === kind) return node as JsonList;
  throw new OrchestrationError('config_unsupported', {
    message: `The client's file holds something else than an ${kind} at ${positionOf(text, node.start)}; it was left as it is.`,
  });
}
