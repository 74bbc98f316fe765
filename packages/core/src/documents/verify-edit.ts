import { OrchestrationError } from '../errors.js';
import { isJsonObject, type Json, type JsonObject, jsonEqual } from '../json.js';
import type { Container, EntryEdit } from './document.js';

type SetEdit = Extract<EntryEdit, { op: 'set' }>;

/** The data of an entry from the text that restores it. */
type ReadRestored = (text: string, name: string) => Json;

/**
 * What a document's data must be after edits, worked out on data alone: the same for every format.
 *
 * - An absent container is made by the first edit that adds to it; `null` in its place counts as absent (an empty
 *   YAML key), unless the format's editor refuses it first.
 * - `set` of an entry whose value is no object replaces that value. In an array the name itself is never changed.
 * - Of entries with one name the last is edited, and all are removed. (In a map, data holds only the last anyway.)
 * @throws OrchestrationError `config_unsupported` where something else than a container stands at its path, or a
 * restored entry of an array does not bear its name.
 */
export function expectData(
  data: Json,
  container: Container,
  edits: readonly EntryEdit[],
  restored: ReadRestored,
): Json {
  const current =
    container.path.reduce<Json | undefined>((value, key) => memberOf(value, key), data) ?? undefined;
  const changed =
    container.kind === 'map'
      ? mapAfter(current, edits, restored)
      : arrayAfter(current, { container, edits, restored });
  return changed === undefined ? data : withValueAt(data, container.path, changed);
}

/**
 * The third law of editing: what was written reads as what was meant.
 * @throws OrchestrationError `config_unsupported` where it does not; nothing of the data is in the message.
 */
export function verifyEdit(actual: Json, expected: Json): void {
  if (jsonEqual(actual, expected)) return;
  throw new OrchestrationError('config_unsupported', {
    message: "The edited text would not read as what was meant; the client's file was left as it is.",
  });
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw notContainer();
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The data with the value at a path replaced; objects on the way are made where they are absent. */
function withValueAt(data: Json | undefined, path: readonly string[], value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const members = isJsonObject(data) ? data : {};
  return { ...members, [key]: withValueAt(memberOf(members, key), rest, value) };
}

function mapAfter(
  current: Json | undefined,
  edits: readonly EntryEdit[],
  restored: ReadRestored,
): Json | undefined {
  if (current !== undefined && !isJsonObject(current)) throw notContainer();
  const entries = new Map(Object.entries(current ?? {}));
  let made = current !== undefined;
  for (const edit of edits) {
    if (edit.op === 'remove') {
      entries.delete(edit.name);
      continue;
    }
    made = true;
    const value =
      edit.op === 'restore' ? restored(edit.text, edit.name) : entryAfter(entries.get(edit.name), edit);
    entries.set(edit.name, value);
  }
  // fromEntries defines members, so `__proto__` is one like any other.
  return made ? Object.fromEntries(entries) : undefined;
}

interface ArrayEdits {
  readonly container: Container;
  readonly edits: readonly EntryEdit[];
  readonly restored: ReadRestored;
}

function arrayAfter(current: Json | undefined, { container, edits, restored }: ArrayEdits): Json | undefined {
  if (current !== undefined && !Array.isArray(current)) throw notContainer();
  const nameKey = container.nameKey ?? 'name';
  const list = new NamedList(current ?? [], nameKey);
  let made = current !== undefined;
  for (const edit of edits) {
    if (edit.op === 'remove') {
      list.remove(edit.name);
      continue;
    }
    made = true;
    if (edit.op === 'restore') {
      const value = restored(edit.text, edit.name);
      if (nameOf(value, nameKey) !== edit.name) throw misnamed(edit.name);
      list.put(edit.name, value);
    } else {
      const named = { ...edit, members: { [nameKey]: edit.name, ...without(edit.members, nameKey) } };
      list.put(
        edit.name,
        entryAfter(list.last(edit.name), {
          ...named,
          remove: (edit.remove ?? []).filter((key) => key !== nameKey),
        }),
      );
    }
  }
  return made ? list.values() : undefined;
}

/** The items of an array, found by name without searching it once an edit. */
class NamedList {
  readonly #items: (Json | undefined)[];
  readonly #places = new Map<string, number[]>();

  constructor(items: readonly Json[], nameKey: string) {
    this.#items = [...items];
    for (const [place, item] of items.entries()) {
      const name = nameOf(item, nameKey);
      if (name === undefined) continue;
      const places = this.#places.get(name);
      if (places) places.push(place);
      else this.#places.set(name, [place]);
    }
  }

  last(name: string): Json | undefined {
    const place = this.#places.get(name)?.at(-1);
    return place === undefined ? undefined : this.#items[place];
  }

  put(name: string, value: Json): void {
    const place = this.#places.get(name)?.at(-1) ?? this.#items.length;
    if (place === this.#items.length) this.#places.set(name, [place]);
    this.#items[place] = value;
  }

  remove(name: string): void {
    for (const place of this.#places.get(name) ?? []) this.#items[place] = undefined;
    this.#places.delete(name);
  }

  values(): Json[] {
    return this.#items.filter((item) => item !== undefined);
  }
}

function nameOf(item: Json, nameKey: string): string | undefined {
  const name = isJsonObject(item) && Object.hasOwn(item, nameKey) ? item[nameKey] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function entryAfter(current: Json | undefined, edit: SetEdit): Json {
  const kept = isJsonObject(current) ? current : {};
  const removed = new Set(edit.remove);
  const members = { ...kept, ...edit.members };
  return Object.fromEntries(Object.entries(members).filter(([key]) => !removed.has(key)));
}

function without(members: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([name]) => name !== key));
}

function notContainer(): OrchestrationError {
  return new OrchestrationError('config_unsupported', {
    message: 'Something else than a container of servers stands at its place in the file.',
  });
}

function misnamed(name: string): OrchestrationError {
  return new OrchestrationError('config_unsupported', {
    message: `The text to restore is not an entry named ${JSON.stringify(name)}.`,
  });
}
