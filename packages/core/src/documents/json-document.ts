import { OrchestrationError } from '../errors.js';
import type { Json } from '../json.js';
import type { ConfigDocument, Container, DocumentEntry, EntryEdit } from './document.js';
import { batchesOf } from './json-batch.js';
import { entryItems, findContainer } from './json-container.js';
import { outlineOf } from './json-outline.js';
import { readJson } from './json-reader.js';
import { removals } from './json-removals.js';
import { dataOf, type JsonSyntax } from './json-syntax.js';
import { writes } from './json-writes.js';
import { applySplices } from './splice.js';
import { expectData, verifyEdit } from './verify-edit.js';

/**
 * Parse a JSON file of a client. Comments and trailing commas are taken in both formats, since clients take them.
 * A text of blanks, or of comments alone, is an empty object.
 *
 * New text follows its neighbours: indentation, line end, one line or many, blanks around colons. Adding entries
 * and then removing them gives the first text back byte for byte wherever the container was there and held either
 * an item, or a comment, or nothing at all. (`{ }` and `{\n}` come back as `{}`. Where the container was absent it
 * stays, empty; `remove` it as an entry of the map around it to be back at the first text.)
 * @throws OrchestrationError `config_unparsable` with line and column, `config_unsupported` where it nests too deep.
 */
export function parseJsonDocument(text: string, format: 'json' | 'jsonc'): ConfigDocument {
  return new JsonDocument(readJson(text), format);
}

class JsonDocument implements ConfigDocument {
  readonly #syntax: JsonSyntax;
  readonly format: 'json' | 'jsonc';
  #data: Json | undefined;

  constructor(syntax: JsonSyntax, format: 'json' | 'jsonc') {
    this.#syntax = syntax;
    this.format = format;
  }

  get text(): string {
    return this.#syntax.text;
  }

  get data(): Json {
    const { root } = this.#syntax;
    this.#data ??= root === undefined ? {} : dataOf(root);
    return this.#data;
  }

  entries(container: Container): DocumentEntry[] {
    const { text, root } = this.#syntax;
    if (root === undefined) return [];
    const { list, missing } = findContainer(this.#syntax, root, container);
    if (missing.length > 0) return [];
    const last = [...entryItems(list, container)].flatMap(([name, items]) =>
      items.slice(-1).map(({ value }) => ({ name, value })),
    );
    last.sort((left, right) => left.value.start - right.value.start);
    return last.map(({ name, value }) => ({
      name,
      value: dataOf(value),
      text: text.slice(value.start, value.end),
    }));
  }

  edit(container: Container, edits: readonly EntryEdit[]): string {
    let syntax = this.#syntax;
    for (const batch of batchesOf(edits)) {
      for (const half of [removals, writes]) {
        const splices = half(syntax, container, batch);
        if (splices.length > 0) syntax = reread(applySplices(syntax.text, splices));
      }
    }
    if (syntax === this.#syntax) return this.text;
    const reach = { container, names: new Set(edits.map(({ name }) => name)) };
    const expected = expectData(outlineOf(this.#syntax, reach), container, edits, readSource);
    verifyEdit(outlineOf(syntax, reach), expected);
    return syntax.text;
  }
}

/** The data of an entry's source, which must be one value and nothing around it. */
function readSource(source: string, name: string): Json {
  const { root } = reread(source);
  if (root !== undefined && root.start === 0 && root.end === source.length) return dataOf(root);
  throw new OrchestrationError('config_unsupported', {
    message: `The text to restore of ${JSON.stringify(name)} is not one JSON value.`,
  });
}

function reread(text: string): JsonSyntax {
  try {
    return readJson(text);
  } catch (cause) {
    throw new OrchestrationError('config_unsupported', {
      message: "The edited text would not parse; the client's file was left as it is.",
      cause,
    });
  }
}
