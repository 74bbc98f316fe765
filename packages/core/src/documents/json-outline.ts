import type { Json } from '../json.js';
import type { Container } from './document.js';
import { nameIn } from './json-container.js';
import { dataOf, type JsonItem, type JsonNode, type JsonSyntax } from './json-syntax.js';

/** What of a document edits may change: the entries of these names in a container. */
export interface Reach {
  readonly container: Container;
  readonly names: ReadonlySet<string>;
}

/**
 * The data of a document, with the source of each value in its place that edits do not reach. Equal source reads as
 * equal data, so that two outlines are equal only where all the data is; and comparing source costs next to nothing,
 * however much of it there is.
 */
export function outlineOf({ text, root }: JsonSyntax, reach: Reach): Json {
  return root === undefined ? {} : outlineAt(text, root, { ...reach, depth: 0 });
}

interface Place extends Reach {
  /** How many keys of the container's path lead here. */
  readonly depth: number;
}

function outlineAt(text: string, node: JsonNode, place: Place): Json {
  const source = ({ start, end }: JsonNode): string => text.slice(start, end);
  if (node.kind === 'scalar') return source(node);
  const value = (item: JsonItem): Json => {
    const way = wayTo(item, place);
    if (way === 'reached') return dataOf(item.value);
    if (way === 'beside') return source(item.value);
    return outlineAt(text, item.value, { ...place, depth: place.depth + 1 });
  };
  if (node.kind === 'array') return node.items.map(value);
  return Object.fromEntries(node.items.map((item) => [item.key ?? '', value(item)]));
}

/** Whether an item is an entry that edits reach, lies on the way to the container, or neither. */
function wayTo(item: JsonItem, { container, names, depth }: Place): 'reached' | 'between' | 'beside' {
  const key = container.path[depth];
  if (key !== undefined) return item.key === key ? 'between' : 'beside';
  const name = container.kind === 'map' ? item.key : nameIn(item.value, container);
  return name !== undefined && names.has(name) ? 'reached' : 'beside';
}
