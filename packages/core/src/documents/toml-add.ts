import type { Container } from './document.js';
import type { TomlChanges } from './toml-changes.js';
import { findContainer, findDeepest, nameKeyOf } from './toml-container.js';
import { draftOf, formatInline, formatKey, formatTables, joinKeys, type TomlDraft } from './toml-format.js';
import { insertMembers } from './toml-insert.js';
import { endOfContent } from './toml-lines.js';
import { headerPath, type PairSite, sitesOf } from './toml-sites.js';
import type { TomlNode } from './toml-tree.js';

/** An entry to be added to a container. */
export interface NewEntry {
  readonly name: string;
  readonly draft: TomlDraft;
  /** The tables as they are to stand, where the text of the entry is known and tables can be written. */
  readonly tables?: readonly string[] | undefined;
}

/** Entries to be added, and to what. */
export interface Additions {
  readonly container: Container;
  readonly entries: readonly NewEntry[];
}

/** Add entries at the end of a container, in the style of its last entry; an absent container is made of tables. */
export function addEntries(changes: TomlChanges, { container, entries }: Additions): void {
  const place = findContainer(changes.source.root, container);
  if (!place || isEmptyRoot(place)) createContainer(changes, { container, entries });
  else if (container.kind === 'array') addElements(changes, { place, container, entries });
  else addMembers(changes, { place, entries });
}

function isEmptyRoot(place: TomlNode): boolean {
  return !place.parent && place.members.size === 0;
}

function addMembers(changes: TomlChanges, { place, entries }: Omit<Elements, 'container'>): void {
  const like = lastInline(place);
  const last = sitesOf(place).headers.at(-1);
  if (place.value || like || !last) {
    const members = entries.map(({ name, draft }) => [name, draft] as const);
    insertMembers(changes, { table: place, members, like });
  } else {
    const path = headerPath(changes.source, place);
    const tables = entries.flatMap((entry) => memberTables(entry, { path, eol: changes.source.eol }));
    changes.insertTablesBehind(last, tables);
  }
}

/** The key-value of the last entry, where it has no tables: the container's style is then `name = { … }`. */
function lastInline(place: TomlNode): PairSite | undefined {
  const last = [...place.members.values()].at(-1);
  const { headers, pairs } = last ? sitesOf(last) : { headers: [], pairs: [] };
  return headers.length === 0 ? pairs.at(-1) : undefined;
}

function memberTables(
  { name, draft, tables }: NewEntry,
  head: { path: string; eol: string },
): readonly string[] {
  if (tables) return tables;
  if (typeof draft === 'string') return formatTables({ members: [[name, draft]] }, head);
  return formatTables(draft, { ...head, path: joinKeys(head.path, formatKey(name)) });
}

interface Elements extends Additions {
  readonly place: TomlNode;
}

function addElements(changes: TomlChanges, { place, container, entries }: Elements): void {
  if (place.value?.type === 'TOMLArray') {
    for (const entry of entries) changes.append(place.value, formatInline(elementDraft(entry, container)));
    return;
  }
  const last = sitesOf(place).headers.at(-1);
  const head = { path: headerPath(changes.source, place), eol: changes.source.eol };
  if (last)
    changes.insertTablesBehind(
      last,
      entries.flatMap((entry) => elementTables(entry, { ...head, container })),
    );
}

function elementTables(
  entry: NewEntry,
  { container, path, eol }: { container: Container; path: string; eol: string },
): readonly string[] {
  return entry.tables ?? formatTables(elementDraft(entry, container), { path, eol, element: true });
}

/** The name stands first. */
function elementDraft({ name, draft }: NewEntry, container: Container) {
  const nameKey = nameKeyOf(container);
  const others = typeof draft === 'string' ? [] : draft.members.filter(([key]) => key !== nameKey);
  return { members: [[nameKey, draftOf(name)] as const, ...others] };
}

/** An absent container goes to the end of the text, or into the inline table that must hold it. */
function createContainer(changes: TomlChanges, { container, entries }: Additions): void {
  const { text, eol, root } = changes.source;
  const { node, rest } = findDeepest(root, container);
  const [key, ...below] = rest;
  if (node.value && key !== undefined) {
    const draft = below.reduceRight<TomlDraft>(
      (inner, name) => ({ members: [[name, inner]] }),
      wholeContainer(container, entries),
    );
    insertMembers(changes, { table: node, members: [[key, draft]] });
    return;
  }
  const head = { path: rest.map(formatKey).reduce(joinKeys, headerPath(changes.source, node)), eol };
  const tables = entries.flatMap((entry) =>
    container.kind === 'map' ? memberTables(entry, head) : elementTables(entry, { ...head, container }),
  );
  changes.insertTables(endOfContent(text), tables);
}

function wholeContainer(container: Container, entries: readonly NewEntry[]): TomlDraft {
  if (container.kind === 'map') return { members: entries.map(({ name, draft }) => [name, draft] as const) };
  return `[${entries.map((entry) => formatInline(elementDraft(entry, container))).join(', ')}]`;
}
