import { OrchestrationError } from '../errors.js';
import { type Json, jsonEqual } from '../json.js';
import type { ConfigDocument, Container, DocumentEntry, EntryEdit } from './document.js';
import { expectData, verifyEdit } from './verify-edit.js';
import { addEntries } from './yaml-add-entries.js';
import { changeEntries } from './yaml-change-entries.js';
import { entryItems, toEntry } from './yaml-entries.js';
import { locate } from './yaml-locate.js';
import { RestoredText } from './yaml-restore.js';
import { parseYamlTree, type YamlTree } from './yaml-tree.js';

const BOM = '\ufeff';

/**
 * Parse a YAML file of one document.
 *
 * Adding an entry and removing it again gives the same bytes back wherever the container is there and holds
 * something, or is written ` {}` or ` []` after its key, or stands within brackets. A container that was absent or
 * null is left as ` {}` or ` []`.
 * @throws OrchestrationError `config_unparsable` with line and column; `config_unsupported` for several documents.
 */
export function parseYamlDocument(text: string): ConfigDocument {
  return new YamlDocument(text);
}

class YamlDocument implements ConfigDocument {
  readonly format = 'yaml';
  readonly text: string;
  readonly #tree: YamlTree;

  constructor(text: string) {
    this.text = text;
    this.#tree = parseYamlTree(text.startsWith(BOM) ? text.slice(1) : text);
  }

  get data(): Json {
    return this.#tree.data;
  }

  entries(container: Container): DocumentEntry[] {
    const place = locate(this.#tree, container);
    const { collection } = place;
    if (!collection) return [];
    const named = [...entryItems(this.#tree, container, place)].flatMap(([name, items]) => {
      const item = items.at(-1);
      return item ? [{ name, item, collection }] : [];
    });
    named.sort((left, right) => left.item.start - right.item.start);
    return named.map((entry) => toEntry(this.#tree, entry));
  }

  edit(container: Container, edits: readonly EntryEdit[]): string {
    locate(this.#tree, container);
    const expected = expectData(this.data, container, edits, (text) => new RestoredText(text).data);
    if (jsonEqual(expected, this.data) && !edits.some(({ op }) => op === 'restore')) return this.text;
    const tree = batchesOf(edits).reduce((before, batch) => applyBatch(before, container, batch), this.#tree);
    verifyEdit(tree.data, expected);
    return this.text.startsWith(BOM) ? BOM + tree.text : tree.text;
  }
}

/** Edits cut such that no two of a batch are of one entry: those of a batch are made from one tree. */
function batchesOf(edits: readonly EntryEdit[]): EntryEdit[][] {
  const batches: EntryEdit[][] = [];
  let names = new Set<string>();
  for (const edit of edits) {
    const last = batches.at(-1);
    if (last && !names.has(edit.name)) last.push(edit);
    else {
      batches.push([edit]);
      names = new Set();
    }
    names.add(edit.name);
  }
  return batches;
}

function applyBatch(tree: YamlTree, container: Container, edits: readonly EntryEdit[]): YamlTree {
  const changed = parseEdited(tree, changeEntries(tree, container, edits));
  return parseEdited(changed, addEntries(changed, container, edits));
}

function parseEdited(tree: YamlTree, text: string): YamlTree {
  if (text === tree.text) return tree;
  try {
    return parseYamlTree(text, tree.lineBreak);
  } catch (cause) {
    throw new OrchestrationError('config_unsupported', {
      message: "The edited text would not parse; the client's file was left as it is.",
      cause,
    });
  }
}
