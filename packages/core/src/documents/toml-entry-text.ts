import type { AST } from 'toml-eslint-parser';
import type { Container } from './document.js';
import { formatInline, formatKey, joinKeys, type TomlDraft } from './toml-format.js';
import { linesOf } from './toml-lines.js';
import { keysTo, type PairSite, scopeOf, sitesOf } from './toml-sites.js';
import type { TomlSource } from './toml-source.js';
import type { TomlNode } from './toml-tree.js';

/**
 * The source of an entry as a TOML document that holds it alone: its own bytes, under the header or within the
 * braces that give them their place. It ends without a line end.
 */
export function entryText(
  source: TomlSource,
  { node, container }: { node: TomlNode; container: Container },
): string {
  const { headers, pairs } = sitesOf(node);
  if (node.value && pairs.length === 0) {
    return `${plainPath(container.path)} = [${slice(source, node.value)}]`;
  }
  const parts = [pairsText(source, pairs), ...headers.map((header) => tableText(source, header))];
  return parts.filter((part) => part !== '').join(source.eol.repeat(2));
}

/** A table's own lines, without the line end of the last. */
export function tableText({ text }: TomlSource, table: AST.TOMLTable): string {
  const { start, end } = linesOf(text, table);
  return text.slice(start, end).replace(/\r?\n$/, '');
}

/** What a node holds, every value as it is written. */
export function draftOfNode(source: TomlSource, node: TomlNode): TomlDraft {
  if (node.kind === 'table') {
    return { members: [...node.members].map(([key, member]) => [key, draftOfNode(source, member)] as const) };
  }
  if (node.value) return slice(source, node.value);
  return `[${node.elements.map((element) => formatInline(draftOfNode(source, element))).join(', ')}]`;
}

function pairsText(source: TomlSource, pairs: readonly PairSite[]): string {
  const [first] = pairs;
  if (!first) return '';
  const { parent } = first.pair;
  if (parent.type === 'TOMLInlineTable') {
    const items = pairs.map(({ pair }) => slice(source, pair)).join(', ');
    return `${plainPath(keysTo(scopeOf(first)))} = { ${items} }`;
  }
  const lines = pairs.map(({ pair }) => lineText(source, pair));
  return [...(parent.type === 'TOMLTable' ? [`[${slice(source, parent.key)}]`] : []), ...lines].join(
    source.eol,
  );
}

function lineText({ text }: TomlSource, pair: AST.TOMLKeyValue): string {
  const { start, end } = linesOf(text, pair);
  return text.slice(start, end).replace(/\r?\n$/, '');
}

function plainPath(keys: readonly string[]): string {
  return keys.map(formatKey).reduce(joinKeys, '');
}

function slice({ text }: TomlSource, { range }: { readonly range: [number, number] }): string {
  return text.slice(...range);
}
