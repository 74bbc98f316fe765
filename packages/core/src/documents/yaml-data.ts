import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import { OrchestrationError } from '../errors.js';
import { type Json, type JsonObject, setOwn } from '../json.js';
import { placeOf } from './yaml-lines.js';

/** How many values aliases may expand to in one file, so that a small one cannot fill the memory. */
const MAX_ALIASED_VALUES = 100_000;

/** How many aliases may be within each other. */
const MAX_ALIAS_DEPTH = 20;

/** Whether a key is the merge key `<<`, which quotes would make an ordinary one. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

/**
 * The JSON data of a document's nodes, as clients read them: of duplicate keys the last wins, aliases are expanded,
 * merge keys are merged (a map's own keys win), and keys that are no strings are read as their words.
 */
export class YamlReader {
  readonly #document: Document.Parsed;
  readonly #text: string;
  readonly #open = new Set<unknown>();
  #aliased = 0;

  constructor(document: Document.Parsed, text: string) {
    this.#document = document;
    this.#text = text;
  }

  /**
   * @throws OrchestrationError `config_unparsable` at an alias without its anchor, `config_unsupported` at one that
   * holds itself or expands to too much.
   */
  read(node: unknown): Json {
    if (isAlias(node)) return this.#expand(node);
    if (this.#open.size > 0) this.#count(node);
    if (isScalar(node)) return scalarData(node.value);
    if (isSeq(node)) return node.items.map((item) => this.read(item));
    if (isMap(node)) return this.#readMap(node);
    return null;
  }

  /** A key as JavaScript readers name it. */
  keyName(key: unknown): string {
    const data = this.read(key);
    if (typeof data === 'string') return data;
    if (data === null) return '';
    return typeof data === 'object' ? JSON.stringify(data) : String(data);
  }

  #readMap(map: YAMLMap): JsonObject {
    const merged: Record<string, Json> = {};
    const own: Record<string, Json> = {};
    for (const { key, value } of map.items) {
      if (isMergeKey(key)) this.#merge(merged, value);
      else setOwn(own, this.keyName(key), this.read(value));
    }
    return { ...merged, ...own };
  }

  /** Of several maps merged by one key, the first that has a member gives it. */
  #merge(target: Record<string, Json>, value: unknown): void {
    const data = this.read(value);
    for (const source of Array.isArray(data) ? data : [data]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) continue;
      for (const [key, member] of Object.entries(source)) {
        if (!Object.hasOwn(target, key)) setOwn(target, key, member);
      }
    }
  }

  #expand(alias: Alias): Json {
    const node = alias.resolve(this.#document);
    if (node === undefined) {
      throw new OrchestrationError('config_unparsable', {
        message: `The YAML refers to an anchor that is not there at ${this.#placeOf(alias)}.`,
      });
    }
    if (this.#open.has(node)) throw this.#refuse(alias, 'has an alias that holds itself');
    if (this.#open.size >= MAX_ALIAS_DEPTH) throw this.#refuse(alias, 'has aliases nested too deeply');
    this.#open.add(node);
    const data = this.read(node);
    this.#open.delete(node);
    return data;
  }

  #count(node: unknown): void {
    this.#aliased += 1;
    if (this.#aliased > MAX_ALIASED_VALUES)
      throw this.#refuse(node, 'has aliases that expand to too many values');
  }

  #refuse(node: unknown, what: string): OrchestrationError {
    return new OrchestrationError('config_unsupported', {
      message: `The YAML ${what} at ${this.#placeOf(node)}.`,
    });
  }

  #placeOf(node: unknown): string {
    return placeOf(this.#text, (node as ParsedNode | null)?.range?.[0] ?? 0);
  }
}

/** Values outside JSON (a date, bytes: YAML 1.1 alone) as words. */
function scalarData(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value.toISOString() : String(value);
}
