import type { JsonObject } from '../json.js';
import type { Container, EntryEdit } from './document.js';

export type SetEdit = Extract<EntryEdit, { op: 'set' }>;

/** What a `set` asks of an entry: the members it is to hold, and those it is to lose. A list's name is neither. */
export function wantedMembers(
  container: Container,
  { members, remove = [] }: SetEdit,
): { members: JsonObject; remove: readonly string[] } {
  const nameKey = container.kind === 'array' ? (container.nameKey ?? 'name') : undefined;
  const lost = new Set(remove);
  const held = Object.entries(members).filter(([key]) => key !== nameKey && !lost.has(key));
  return { members: Object.fromEntries(held), remove: [...lost].filter((key) => key !== nameKey) };
}

/** The data of an entry that a `set` adds. */
export function newEntry(container: Container, edit: SetEdit): JsonObject {
  const { members } = wantedMembers(container, edit);
  return container.kind === 'map' ? members : { [container.nameKey ?? 'name']: edit.name, ...members };
}
