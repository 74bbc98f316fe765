import { OrchestrationError } from '../errors.js';
import type { Container } from './document.js';
import type { NewEntry } from './toml-add.js';
import type { TomlChanges } from './toml-changes.js';
import { entryNodes } from './toml-container.js';
import { draftOfNode, tableText } from './toml-entry-text.js';
import { formatInline, formatTables } from './toml-format.js';
import { headerPath, sitesOf } from './toml-sites.js';
import { parseTomlSource, type TomlSource } from './toml-source.js';
import type { TomlNode } from './toml-tree.js';

/** An entry read from the text that restores it. */
export interface KeptEntry extends NewEntry {
  readonly source: TomlSource;
  readonly node: TomlNode;
}

/**
 * Read what `entryText` wrote.
 * @throws OrchestrationError `config_unsupported` where the text is not that of an entry of this name.
 */
export function readKept(
  text: string,
  { container, name }: { container: Container; name: string },
): KeptEntry {
  const source = parseTomlSource(text);
  const node = entryNodes(source.root, container).find((entry) => entry.name === name)?.node;
  if (!node) {
    throw new OrchestrationError('config_unsupported', {
      message: `The text to restore is not an entry named ${JSON.stringify(name)}.`,
    });
  }
  return { name, source, node, draft: draftOfNode(source, node), tables: keptTables(source, node) };
}

/** An entry that is there, and what is to stand in its place. */
interface Replacement {
  readonly node: TomlNode;
  readonly kept: KeptEntry;
}

/** Put a kept entry in the place of one that is there. False where that stands in dotted keys, which must go first. */
export function restoreInPlace(changes: TomlChanges, { node, kept }: Replacement): boolean {
  if (node.value) {
    const { value } = kept.node;
    changes.replace(node.value, value ? kept.source.text.slice(...value.range) : formatInline(kept.draft));
    return true;
  }
  if (sitesOf(node).pairs.length > 0) return false;
  if (kept.tables) restoreTables(changes, { node, kept });
  else rewriteTables(changes, { node, kept });
  return true;
}

/** The tables of an entry that has nothing else. */
function keptTables(source: TomlSource, node: TomlNode): string[] | undefined {
  const { headers, pairs } = sitesOf(node);
  if (pairs.length > 0 || headers.length === 0) return undefined;
  return headers.map((header) => tableText(source, header));
}

/** Each table goes back to its own place; what has come since goes, and what has gone comes behind the last. */
function restoreTables(changes: TomlChanges, { node, kept }: Replacement): void {
  const missing = tablesByPath(kept.source, kept.node);
  const { headers } = sitesOf(node);
  for (const [path, { header }] of tablesByPath(changes.source, node)) {
    const old = missing.get(path);
    missing.delete(path);
    if (!old) changes.dropTable(header);
    else if (old.text !== tableText(changes.source, header)) changes.replaceTable(header, old.text);
  }
  const last = headers.at(-1);
  if (last)
    changes.insertTablesBehind(
      last,
      [...missing.values()].map(({ text }) => text),
    );
}

/** The tables of an entry by their path within it. */
function tablesByPath(source: TomlSource, node: TomlNode) {
  const depth = depthOf(node);
  return new Map(
    sitesOf(node).headers.map((header) => {
      const path = JSON.stringify(header.resolvedKey.slice(depth));
      return [path, { header, text: tableText(source, header) }] as const;
    }),
  );
}

function depthOf(node: TomlNode): number {
  return node.parent ? depthOf(node.parent) + 1 : 0;
}

/** The kept entry was written inline, and tables stand in its place now. */
function rewriteTables(changes: TomlChanges, { node, kept: { draft } }: Replacement): void {
  const [first, ...others] = sitesOf(node).headers;
  if (!first || typeof draft === 'string') return;
  const { eol } = changes.source;
  const head = { path: headerPath(changes.source, node), element: node.header?.kind === 'array', eol };
  changes.replaceTable(first, formatTables(draft, head).join(eol.repeat(2)));
  for (const header of others) changes.dropTable(header);
}
