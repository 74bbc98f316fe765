import type { Json } from '../json.js';
import type { ServerEntry } from '../registry/server-entry.js';
import { secretKindOf } from './secret-name.js';
import type { TextContext } from './secret-spans.js';

/** One text of an entry, with where it stands. */
export interface EntryText {
  readonly path: readonly string[];
  readonly text: string;
  /** The name whose value it is: of a variable, a header, an option or a field. */
  readonly name: string | undefined;
}

/** The name of an option that takes the next argument as its value: `--api-key`. */
function optionName(argument: unknown): string | undefined {
  if (typeof argument !== 'string' || !/^--?[A-Za-z][\w-]*$/.test(argument)) return undefined;
  return secretKindOf(argument) === undefined ? undefined : argument.replace(/^-+/, '');
}

/** The name under which an item stands: its own key, or in a list the option before it, or the list's name. */
function nameWithin(parent: Json, at: { key: string; name: string | undefined }): string | undefined {
  if (!Array.isArray(parent)) return at.key;
  const item: unknown = parent[Number(at.key)];
  const option = optionName(parent[Number(at.key) - 1]);
  return option === undefined || (typeof item === 'string' && item.startsWith('-')) ? at.name : option;
}

function collectTexts(value: Json, { path, name }: Omit<EntryText, 'text'>, texts: EntryText[]): void {
  if (typeof value === 'string') texts.push({ path, name, text: value });
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries<Json>(value)) {
    collectTexts(child, { path: [...path, key], name: nameWithin(value, { key, name }) }, texts);
  }
}

/** An entry as the JSON data that it is. */
export function entryAsJson(entry: ServerEntry): Json {
  return entry as unknown as Json;
}

/** Every text of any data, an entry or a client's whole file. */
export function jsonTexts(value: Json): EntryText[] {
  const texts: EntryText[] = [];
  collectTexts(value, { path: [], name: undefined }, texts);
  return texts;
}

/** Every text of an entry, in the fields that only one client knows too. Names of fields are not looked at. */
export function entryTexts(entry: ServerEntry): EntryText[] {
  return jsonTexts(entryAsJson(entry));
}

/** What its place says of a text. `secretNames` are the variables that the catalogue marks as secret. */
export function contextOf({ path, name }: EntryText, secretNames: ReadonlySet<string>): TextContext {
  return { name, marked: path[0] === 'env' && name !== undefined && secretNames.has(name) };
}
