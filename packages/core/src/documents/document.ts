import type { Json, JsonObject } from '../json.js';

/** The formats that clients keep their configuration in. `json` files are read as JSONC too: clients tolerate comments in them. */
export type DocumentFormat = 'json' | 'jsonc' | 'toml' | 'yaml';

/**
 * Where in a document a client keeps its servers.
 * - `map`: an object (a table) at `path`; a server's name is its key.
 * - `array`: a list (an array of tables) at `path`; a server's name is its member `nameKey`.
 *
 * `path` is matched key by key from the root, never by name at depth. `['amp.mcpServers']` is one dotted key.
 */
export interface Container {
  readonly kind: 'map' | 'array';
  readonly path: readonly string[];
  /** Which member names an entry of an `array`. */
  readonly nameKey?: string;
}

/** One entry of a container as it stands in the text. */
export interface DocumentEntry {
  readonly name: string;
  /** The data of the entry's value. In an `array`, the member `nameKey` is part of it. */
  readonly value: Json;
  /** The source of the entry, enough for `restore` to put it back: the value's text (JSON, YAML), or all its tables (TOML). */
  readonly text: string;
}

/**
 * A change of one entry.
 * - `set`: afterwards the entry holds each member of `members`, and none of `remove`. Where the entry exists its
 *   other members stay byte for byte, and so do members that are already equal; where it does not it is added at
 *   the end of the container, which is itself made where it is absent.
 * - `remove`: afterwards the container has no entry of that name. Nothing else goes, and an empty container stays.
 * - `restore`: afterwards the entry's source is `text`, as `DocumentEntry.text` gave it.
 */
export type EntryEdit =
  | {
      readonly op: 'set';
      readonly name: string;
      readonly members: JsonObject;
      readonly remove?: readonly string[];
    }
  | { readonly op: 'remove'; readonly name: string }
  | { readonly op: 'restore'; readonly name: string; readonly text: string };

/**
 * The text of one file, parsed with positions. Immutable: an edit gives a new text.
 *
 * Readers and editors of every format hold to the same laws:
 * 1. `edit(c, [])` and an edit that changes no data give the text itself, byte for byte.
 * 2. Every byte that is not part of an edited member or entry stays: comments, order, indentation, number lexemes,
 *    line ends, BOM, the end of the file. Only a separator next to an edited entry may come or go.
 * 3. The new text is parsed again and its data compared with what was meant; where they differ the edit throws,
 *    and the caller has written nothing.
 */
export interface ConfigDocument {
  readonly format: DocumentFormat;
  readonly text: string;
  /** The data of the whole document. Duplicate keys: the last wins, as clients read them. Keys such as `__proto__` are own keys. */
  readonly data: Json;
  /**
   * The entries of a container, in the order of the text. An absent container has none.
   * @throws OrchestrationError `config_unsupported` where something else than a container stands at its path.
   */
  entries(container: Container): DocumentEntry[];
  /**
   * The text after the edits, which are applied in turn.
   * @throws OrchestrationError `config_unsupported` where an entry cannot be edited safely (YAML anchors and aliases
   * in it, for one), with what and where.
   */
  edit(container: Container, edits: readonly EntryEdit[]): string;
}
