import type { AST } from 'toml-eslint-parser';
import { formatKey, joinKeys } from './toml-format.js';
import type { TomlSource } from './toml-source.js';
import type { TomlNode } from './toml-tree.js';

/** A key-value with the node that it ends at. */
export interface PairSite {
  readonly node: TomlNode;
  readonly pair: AST.TOMLKeyValue;
}

/** All the syntax that states a node and what is below it, in the order of the text. */
export interface Sites {
  /** The headers of its tables. */
  readonly headers: readonly AST.TOMLTable[];
  /** The key-values that do not stand under one of these headers: `name = {}`, `name.command = ''`. */
  readonly pairs: readonly PairSite[];
}

/** Where a node stands in the text. An element of an inline array has neither headers nor pairs. */
export function sitesOf(node: TomlNode): Sites {
  const headers = new Set<AST.TOMLTable>();
  const pairs: PairSite[] = [];
  const visit = (at: TomlNode): void => {
    if (at.header) headers.add(at.header);
    if (at.pair) pairs.push({ node: at, pair: at.pair });
    if (at.value) return;
    for (const member of at.members.values()) visit(member);
    for (const element of at.elements) visit(element);
  };
  visit(node);
  return {
    headers: [...headers].sort((left, right) => left.range[0] - right.range[0]),
    pairs: pairs
      .filter(({ pair }) => pair.parent.type !== 'TOMLTable' || !headers.has(pair.parent))
      .sort((left, right) => left.pair.range[0] - right.pair.range[0]),
  };
}

/** The keys from the root to a node; places in arrays are left out, as in headers. */
export function keysTo(node: TomlNode): string[] {
  const keys = node.parent ? keysTo(node.parent) : [];
  return node.parent && typeof node.key === 'string' ? [...keys, node.key] : keys;
}

/** How a header names a node: as the text does already, else in the plainest way. */
export function headerPath({ text }: TomlSource, node: TomlNode): string {
  const keys = keysTo(node);
  const header = sitesOf(node).headers[0];
  if (header) return keySlice(text, header.key.keys.slice(0, keys.length));
  return keys.map(formatKey).reduce(joinKeys, '');
}

/**
 * How a key-value names a node that it ends at or passes through, up to that node: `servers.a` in
 * `servers.a.env.TOKEN = ''`. Empty where the key begins below the node.
 */
export function pairPath(
  { text }: TomlSource,
  { node, pair, through }: PairSite & { readonly through: TomlNode },
): string {
  let steps = 0;
  for (let at: TomlNode | undefined = node; at && at !== through; at = at.parent) steps += 1;
  return keySlice(text, pair.key.keys.slice(0, Math.max(0, pair.key.keys.length - steps)));
}

/** The table that the key of a pair is relative to. */
export function scopeOf({ node, pair }: PairSite): TomlNode {
  let scope = node;
  for (let steps = pair.key.keys.length; steps > 0 && scope.parent; steps -= 1) scope = scope.parent;
  return scope;
}

function keySlice(text: string, keys: readonly (AST.TOMLBare | AST.TOMLQuoted)[]): string {
  const [first, last] = [keys[0], keys.at(-1)];
  return first && last ? text.slice(first.range[0], last.range[1]) : '';
}
