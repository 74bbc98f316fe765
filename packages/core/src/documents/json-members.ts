import type { JsonObject } from '../json.js';
import type { Container, EntryEdit } from './document.js';
import { type Printable, RawJson } from './json-print.js';

/** An edit that leaves an entry. */
export type WriteEdit = Exclude<EntryEdit, { op: 'remove' }>;

/** An edit of members. */
export type SetEdit = Extract<EntryEdit, { op: 'set' }>;

/** The members that a `set` leaves in its entry. The member that names an entry of an array is none of them. */
export function membersOf(container: Container, { members, remove = [] }: SetEdit): JsonObject {
  const left = new Set(remove);
  const nameKey = nameKeyOf(container);
  return Object.fromEntries(Object.entries(members).filter(([key]) => !left.has(key) && key !== nameKey));
}

/** The members that a `set` takes out of its entry. */
export function removedMembers(container: Container, { remove = [] }: SetEdit): string[] {
  const nameKey = nameKeyOf(container);
  return remove.filter((key) => key !== nameKey);
}

/** The value of an entry that is not there yet. */
export function newEntry(container: Container, edit: WriteEdit): Printable {
  if (edit.op === 'restore') return new RawJson(edit.text);
  const members = membersOf(container, edit);
  const nameKey = nameKeyOf(container);
  if (nameKey === undefined) return members;
  // The name stands first, unless the members say where.
  const place = Math.max(0, Object.keys(edit.members).indexOf(nameKey));
  return Object.fromEntries(Object.entries(members).toSpliced(place, 0, [nameKey, edit.name]));
}

/** A container of new entries, within objects for the keys of a path to it. */
export function newContainer(
  container: Container,
  { path, edits }: { readonly path: readonly string[]; readonly edits: readonly WriteEdit[] },
): Printable {
  const entries = edits.map((edit): [string, Printable] => [edit.name, newEntry(container, edit)]);
  const filled: Printable =
    container.kind === 'map' ? Object.fromEntries(entries) : entries.map(([, entry]) => entry);
  return path.reduceRight<Printable>((value, key) => ({ [key]: value }), filled);
}

function nameKeyOf(container: Container): string | undefined {
  return container.kind === 'array' ? (container.nameKey ?? 'name') : undefined;
}
