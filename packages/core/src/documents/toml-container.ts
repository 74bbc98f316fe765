import { OrchestrationError } from '../errors.js';
import type { Container } from './document.js';
import type { TomlNode } from './toml-tree.js';

/** An entry of a container with its name. */
export interface NamedNode {
  readonly name: string;
  readonly node: TomlNode;
}

/**
 * The node that a container stands at.
 * @throws OrchestrationError `config_unsupported` where something else stands there or on the way.
 */
export function findContainer(root: TomlNode, container: Container): TomlNode | undefined {
  const { node, rest } = findDeepest(root, container);
  if (rest.length > 0) return undefined;
  if (node.kind !== (container.kind === 'map' ? 'table' : 'array')) throw notContainer(container);
  return node;
}

/** How far down the path of a container the document goes, and the keys that it lacks. */
export function findDeepest(
  root: TomlNode,
  container: Container,
): { readonly node: TomlNode; readonly rest: readonly string[] } {
  let node = root;
  for (const [depth, key] of container.path.entries()) {
    if (node.kind !== 'table') throw notContainer(container);
    const next = node.members.get(key);
    if (!next) return { node, rest: container.path.slice(depth) };
    node = next;
  }
  return { node, rest: [] };
}

/** The entries of a container, in the order of the text. Elements of an array that bear no name are none. */
export function entryNodes(root: TomlNode, container: Container): NamedNode[] {
  const place = findContainer(root, container);
  if (!place) return [];
  if (container.kind === 'map') return [...place.members].map(([name, node]) => ({ name, node }));
  return place.elements.flatMap((node) => {
    const name = node.members.get(nameKeyOf(container))?.value;
    return name?.type === 'TOMLValue' && name.kind === 'string' ? [{ name: name.value, node }] : [];
  });
}

/** Which member names an entry of an array. */
export function nameKeyOf(container: Container): string {
  return container.nameKey ?? 'name';
}

function notContainer({ path }: Container): OrchestrationError {
  return new OrchestrationError('config_unsupported', {
    message: `Something else than a container of servers stands at ${path.join('.')} in the file.`,
  });
}
