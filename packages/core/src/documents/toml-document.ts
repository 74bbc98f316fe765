import { OrchestrationError } from '../errors.js';
import { isJsonObject, type Json } from '../json.js';
import type { ConfigDocument, Container, DocumentEntry, EntryEdit } from './document.js';
import { entryNodes } from './toml-container.js';
import { tomlData } from './toml-data.js';
import { editToml } from './toml-edit.js';
import { entryText } from './toml-entry-text.js';
import { readKept } from './toml-restore.js';
import { parseTomlSource, type TomlSource } from './toml-source.js';
import { expectData, verifyEdit } from './verify-edit.js';

const BOM = '\uFEFF';

/**
 * Parse a TOML file for editing.
 *
 * - Data: what JSON has no value for is a string, as `tomlData` says.
 * - A new entry is written as Codex writes it (`[mcp_servers.name]`, then `[mcp_servers.name.env]`), or inline where
 *   its container is inline or the last entry is; an existing one is edited in the form that it has.
 * - Comments: what stands between the header and the last value of a table, or behind a value, is the table's and
 *   goes with it. All other comments stay, those directly above a header among them.
 * - A table goes with the blank line above it, so adding and removing an entry gives the first bytes again. Only an
 *   inline table that was written with odd spacing (`{  }`) comes back in plain form.
 * - An empty container stays where TOML has a place for it: `[mcp_servers]`, `{}` or `[]`, but no last `[[element]]`.
 * @throws OrchestrationError `config_unparsable` with line and column.
 */
export function parseTomlDocument(text: string): ConfigDocument {
  const source = parseTomlSource(text.startsWith(BOM) ? text.slice(1) : text);
  return new TomlDocument(text, source);
}

class TomlDocument implements ConfigDocument {
  readonly format = 'toml';
  readonly data: Json;
  readonly #source: TomlSource;

  constructor(
    readonly text: string,
    source: TomlSource,
  ) {
    this.#source = source;
    this.data = tomlData(source.root);
  }

  entries(container: Container): DocumentEntry[] {
    return entryNodes(this.#source.root, container).map(({ name, node }) => ({
      name,
      value: tomlData(node),
      text: entryText(this.#source, { node, container }),
    }));
  }

  edit(container: Container, edits: readonly EntryEdit[]): string {
    const restored = (kept: string, name: string): Json => tomlData(readKept(kept, { container, name }).node);
    const expected = expectData(this.data, container, edits, restored);
    const edited = this.#apply(container, edits);
    const actual = edited === this.#source ? this.data : tomlData(edited.root);
    verifyEdit(withoutEmpty(actual, container.path), withoutEmpty(expected, container.path));
    return edited === this.#source ? this.text : this.#asFile(edited);
  }

  #apply(container: Container, edits: readonly EntryEdit[]): TomlSource {
    try {
      return editToml(this.#source, { container, edits });
    } catch (error) {
      if (!(error instanceof OrchestrationError) || error.code !== 'config_unparsable') throw error;
      throw new OrchestrationError('config_unsupported', {
        message: "The edited text would not parse; the client's file was left as it is.",
        cause: error,
      });
    }
  }

  /** The BOM comes back, and a last line that had no end has none. */
  #asFile({ text, eol }: TomlSource): string {
    const bare = this.text.startsWith(BOM) ? this.text.slice(1) : this.text;
    const unended = bare.trim() !== '' && !bare.endsWith('\n') && text.endsWith(eol);
    return (this.text.startsWith(BOM) ? BOM : '') + (unended ? text.slice(0, -eol.length) : text);
  }
}

/** TOML has no place for an empty array of tables nor for a table without a header: absent and empty are the same. */
function withoutEmpty(data: Json, [key, ...path]: readonly string[]): Json {
  if (key === undefined || !isJsonObject(data) || !Object.hasOwn(data, key)) return data;
  const { [key]: old, ...others } = data;
  const member = withoutEmpty(old ?? null, path);
  const empty = typeof member === 'object' && member !== null && Object.keys(member).length === 0;
  return empty ? others : { ...others, [key]: member };
}
