import type { AST } from 'toml-eslint-parser';
import { isJsonObject, type Json, type JsonObject, jsonEqual } from '../json.js';
import type { TomlChanges } from './toml-changes.js';
import { tomlData } from './toml-data.js';
import { draftOf, formatInline } from './toml-format.js';
import { insertEmpty, insertMembers, type NewMembers } from './toml-insert.js';
import { indentAt } from './toml-lines.js';
import type { TomlSource } from './toml-source.js';
import type { TomlNode } from './toml-tree.js';

/** What is to be true of a table's members; others stay. */
export interface MemberChange {
  readonly members: JsonObject;
  readonly remove: readonly string[];
}

/** Change those members of a table that differ, each in the form that it has. Tables are changed key by key. */
export function changeMembers(
  changes: TomlChanges,
  { table, ...change }: MemberChange & { readonly table: TomlNode },
): void {
  const dropped = change.remove.flatMap((key) => table.members.get(key) ?? []);
  const inserted: [string, Json][] = [];
  for (const [key, wanted] of Object.entries(change.members)) {
    const present = table.members.get(key);
    if (!present) {
      inserted.push([key, wanted]);
    } else if (!jsonEqual(tomlData(present), wanted) && !changeInPlace(changes, { node: present, wanted })) {
      dropped.push(present);
      inserted.push([key, wanted]);
    }
  }
  for (const member of dropped) changes.drop(member);
  const members: NewMembers = inserted.map(([key, value]) => [key, draftOf(value)] as const);
  if (members.length > 0) insertMembers(changes, { table, members });
  else if (standsByMembers(table) && dropped.length === table.members.size) insertEmpty(changes, table);
}

/** Write another value where a value stands. False where there is no one place, but tables or dotted keys. */
export function changeInPlace(
  changes: TomlChanges,
  { node, wanted }: { readonly node: TomlNode; readonly wanted: Json },
): boolean {
  if (node.kind === 'table' && isJsonObject(wanted)) {
    const remove = [...node.members.keys()].filter((key) => !Object.hasOwn(wanted, key));
    changeMembers(changes, { table: node, members: wanted, remove });
    return true;
  }
  if (!node.value) return false;
  changes.replace(node.value, formatLike(changes.source, { old: node.value, wanted }));
  return true;
}

function standsByMembers(table: TomlNode): boolean {
  return !table.header && !table.value;
}

/** An array written with its items on lines of their own stays so. */
function formatLike(
  { text, eol }: TomlSource,
  { old, wanted }: { old: AST.TOMLContentNode; wanted: Json },
): string {
  const first = old.type === 'TOMLArray' ? old.elements[0] : undefined;
  if (
    !Array.isArray(wanted) ||
    wanted.length === 0 ||
    !first ||
    first.loc.start.line === old.loc.start.line
  ) {
    return formatInline(draftOf(wanted));
  }
  const indent = indentAt(text, first.range[0]);
  const items = wanted.map((item: Json) => `${indent}${formatInline(draftOf(item))},${eol}`);
  return `[${eol}${items.join('')}${indentAt(text, old.range[0])}]`;
}
