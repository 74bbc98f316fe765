import { type Json, setOwn } from '../json.js';
import type { ServerEntry } from '../registry/server-entry.js';
import { type EntryText, entryAsJson, entryTexts } from './entry-texts.js';

const keyOf = (path: readonly string[]): string => path.join('\0');

/** A copy of an entry with each of its texts replaced. The structure stays, and so do the names of fields. */
export function mapEntryTexts(entry: ServerEntry, replace: (text: EntryText) => string): ServerEntry {
  const replaced = new Map(entryTexts(entry).map((text) => [keyOf(text.path), replace(text)]));
  // Only texts were replaced, by texts: the shape is still that of an entry.
  return rebuild(entryAsJson(entry), { path: [], replaced }) as unknown as ServerEntry;
}

function rebuild(
  value: Json,
  { path, replaced }: { path: readonly string[]; replaced: ReadonlyMap<string, string> },
): Json {
  if (typeof value === 'string') return replaced.get(keyOf(path)) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  const child = (key: string, item: Json): Json => rebuild(item, { path: [...path, key], replaced });
  if (Array.isArray(value)) return value.map((item: Json, index) => child(String(index), item));
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) setOwn(copy, key, child(key, item));
  return copy;
}
