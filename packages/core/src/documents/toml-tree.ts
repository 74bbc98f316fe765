import type { AST } from 'toml-eslint-parser';

/**
 * One place of a TOML document's data, with the syntax that states it. TOML states a table in several ways at
 * once (a header, headers of its sub-tables, dotted keys, an inline table); the tree brings them together.
 */
export interface TomlNode {
  readonly parent: TomlNode | undefined;
  /** Key in the parent table, or place in the parent array. */
  readonly key: string | number;
  readonly members: Map<string, TomlNode>;
  readonly elements: TomlNode[];
  kind: 'value' | 'table' | 'array';
  /** The header that stands for this very table or element. */
  header: AST.TOMLTable | undefined;
  /** The key-value that ends here. */
  pair: AST.TOMLKeyValue | undefined;
  /** The value written here: a scalar, an inline table or an array in brackets. Everything below is inside it. */
  value: AST.TOMLContentNode | undefined;
  /** Whether a header named it first, so that dotted keys may not add to it from outside. */
  readonly byHeader: boolean;
}

/** A dotted key adds to a table that a header has stated: the parser lets it pass, TOML does not. */
export class TomlRedefinition extends Error {
  constructor(readonly at: { readonly line: number; readonly column: number }) {
    super('Defining a key multiple times is invalid');
  }
}

/** Bring the statements of a program together by the data they state. */
export function buildTomlTree(program: AST.TOMLProgram): TomlNode {
  const root = newNode(undefined, { key: '', byHeader: true });
  for (const item of program.body[0].body) {
    if (item.type === 'TOMLKeyValue') addPair(root, item);
    else addTable(root, item);
  }
  return root;
}

function newNode(
  parent: TomlNode | undefined,
  { key, byHeader }: Pick<TomlNode, 'key' | 'byHeader'>,
): TomlNode {
  const nothing = { header: undefined, pair: undefined, value: undefined };
  return { parent, key, byHeader, kind: 'table', members: new Map(), elements: [], ...nothing };
}

function addTable(root: TomlNode, table: AST.TOMLTable): void {
  let node = root;
  for (const key of table.resolvedKey) node = childOf(node, { key, byHeader: true });
  node.header = table;
  for (const pair of table.body) addPair(node, pair);
}

function addPair(scope: TomlNode, pair: AST.TOMLKeyValue): void {
  let node = scope;
  for (const name of pair.key.keys) {
    if (node !== scope && node.byHeader) throw new TomlRedefinition(name.loc.start);
    node = childOf(node, { key: keyName(name), byHeader: false });
  }
  node.pair = pair;
  setValue(node, pair.value);
}

function setValue(node: TomlNode, value: AST.TOMLContentNode): void {
  node.value = value;
  if (value.type === 'TOMLInlineTable') {
    for (const pair of value.body) addPair(node, pair);
  } else if (value.type === 'TOMLArray') {
    node.kind = 'array';
    for (const [key, element] of value.elements.entries()) {
      setValue(childOf(node, { key, byHeader: false }), element);
    }
  } else {
    node.kind = 'value';
  }
}

function childOf(node: TomlNode, place: Pick<TomlNode, 'key' | 'byHeader'>): TomlNode {
  const { key } = place;
  const present = typeof key === 'number' ? node.elements[key] : node.members.get(key);
  if (present) return present;
  const child = newNode(node, place);
  if (typeof key === 'number') {
    node.kind = 'array';
    node.elements[key] = child;
  } else {
    node.members.set(key, child);
  }
  return child;
}

function keyName(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}
