import type { AST } from 'toml-eslint-parser';
import type { TomlChanges } from './toml-changes.js';
import { formatInline, formatKey, formatTables, joinKeys, type TomlDraft } from './toml-format.js';
import { indentAt } from './toml-lines.js';
import { headerPath, type PairSite, pairPath, sitesOf } from './toml-sites.js';
import type { TomlNode } from './toml-tree.js';

/** New members of a table, in order. */
export type NewMembers = readonly (readonly [key: string, draft: TomlDraft])[];

/**
 * Add members to a table in the form that it has: items of an inline table, dotted keys next to its others, lines
 * under its header, or tables behind its last one. TOML allows no other form for each.
 * @param like A key-value that states a sibling of the new members, where they are to be written as it is.
 */
export function insertMembers(
  changes: TomlChanges,
  { table, members, like }: { table: TomlNode; members: NewMembers; like?: PairSite | undefined },
): void {
  if (table.value?.type === 'TOMLInlineTable') {
    for (const member of members) changes.append(table.value, assignment(member));
    return;
  }
  const { headers, pairs } = sitesOf(table);
  const sibling = like ?? (table.header ? undefined : pairs.at(-1));
  if (sibling) insertBeside(changes, { table, members, sibling });
  else insertUnderHeaders(changes, { table, members, last: headers.at(-1) });
}

/** Write a table that has no members left and stands only by them. */
export function insertEmpty(changes: TomlChanges, table: TomlNode): void {
  const { headers, pairs } = sitesOf(table);
  const [last, sibling] = [headers.at(-1), pairs.at(-1)];
  if (sibling)
    insertPair(changes, {
      ...sibling,
      text: `${pairPath(changes.source, { ...sibling, through: table })} = {}`,
    });
  else if (last) changes.insertTablesBehind(last, [`[${headerPath(changes.source, table)}]`]);
}

function assignment([key, draft]: NewMembers[number]): string {
  return `${formatKey(key)} = ${formatInline(draft)}`;
}

function insertBeside(
  changes: TomlChanges,
  { table, members, sibling }: { table: TomlNode; members: NewMembers; sibling: PairSite },
): void {
  const path = pairPath(changes.source, { ...sibling, through: table });
  for (const member of members) insertPair(changes, { ...sibling, text: joinKeys(path, assignment(member)) });
}

function insertPair(changes: TomlChanges, { pair, text }: PairSite & { readonly text: string }): void {
  if (pair.parent.type === 'TOMLInlineTable') changes.append(pair.parent, text);
  else changes.insertLine(pair, indentAt(changes.source.text, pair.range[0]) + text);
}

interface UnderHeaders {
  readonly table: TomlNode;
  readonly members: NewMembers;
  /** The last table of its subtree. */
  readonly last: AST.TOMLTable | undefined;
}

function insertUnderHeaders(changes: TomlChanges, { table, members, last }: UnderHeaders): void {
  const { source } = changes;
  const path = headerPath(source, table);
  const plain = members.filter(([, draft]) => typeof draft === 'string');
  const tables = members.flatMap(([key, draft]) =>
    typeof draft === 'string'
      ? []
      : formatTables(draft, { path: joinKeys(path, formatKey(key)), eol: source.eol }),
  );
  if (table.header) insertLines(changes, { header: table.header, members: plain });
  else if (plain.length > 0) tables.unshift(...formatTables({ members: plain }, { path, eol: source.eol }));
  if (last) changes.insertTablesBehind(last, tables);
}

function insertLines(
  changes: TomlChanges,
  { header, members }: { header: AST.TOMLTable; members: NewMembers },
): void {
  const indent = indentAt(changes.source.text, (header.body.at(-1) ?? header).range[0]);
  for (const member of members) changes.insertLine(header, indent + assignment(member));
}
