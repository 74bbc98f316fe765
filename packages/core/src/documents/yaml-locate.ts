import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { OrchestrationError } from '../errors.js';
import type { Container } from './document.js';
import { isFlow, itemsOf, type YamlCollection, type YamlItem } from './yaml-items.js';
import { placeOf } from './yaml-lines.js';
import type { YamlTree } from './yaml-tree.js';

/** How far a path leads into a document. */
export interface YamlPlace {
  /** The pairs along the path, outermost first. */
  readonly holders: readonly YamlItem[];
  /** What the path led to: the container where nothing is missing, else the map that lacks the next key; null for nothing. */
  readonly collection: YamlCollection | null;
  /** The keys of the path that are absent. */
  readonly missing: readonly string[];
  /** Whether what is put here stands within brackets. */
  readonly inFlow: boolean;
}

/**
 * Follow a container's path from the root, key by key; of duplicate keys the last counts.
 * @throws OrchestrationError `config_unsupported` where something else than maps and the container stands on it.
 */
export function locate(tree: YamlTree, container: Container): YamlPlace {
  const holders: YamlItem[] = [];
  let node = tree.root;
  let inFlow = false;
  for (const [depth, key] of container.path.entries()) {
    const missing = container.path.slice(depth);
    if (isNothing(node)) return { holders, collection: null, missing, inFlow };
    if (!isMap(node)) throw notContainer(tree, node);
    const item = itemsOf(node).findLast((candidate) => tree.reader.keyName(candidate.key) === key);
    if (!item) return { holders, collection: node, missing, inFlow };
    inFlow = isFlow(node);
    holders.push(item);
    node = item.value;
  }
  if (isNothing(node)) return { holders, collection: null, missing: [], inFlow };
  if (container.kind === 'map' ? isMap(node) : isSeq(node)) {
    return { holders, collection: node as YamlCollection, missing: [], inFlow };
  }
  throw notContainer(tree, node);
}

function isNothing(node: ParsedNode | null): node is null {
  return node === null || (isScalar(node) && node.value === null);
}

function notContainer(tree: YamlTree, node: ParsedNode | null): OrchestrationError {
  const place = placeOf(tree.text, node?.range[0] ?? 0);
  return new OrchestrationError('config_unsupported', {
    message: `Something else than a container of servers stands at ${place}.`,
  });
}
