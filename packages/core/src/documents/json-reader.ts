import { createScanner } from 'jsonc-parser';
import { OrchestrationError } from '../errors.js';
import type { JsonItem, JsonList, JsonNode, JsonSyntax } from './json-syntax.js';

/** How deep brackets may nest. Real files stay under 20; the limit keeps recursion far from the end of the stack. */
export const MAX_JSON_DEPTH = 500;

/** The token kinds of jsonc-parser, whose own const enum cannot be used with isolated modules. */
const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  lineBreak: 14,
  space: 15,
  end: 17,
} as const;

const LISTS = {
  object: { close: TOKEN.closeBrace, expected: 'a comma or a closing brace' },
  array: { close: TOKEN.closeBracket, expected: 'a comma or a closing bracket' },
} as const;

/**
 * Read JSON with comments and trailing commas into a tree that knows where each comma stands. Built on the scanner
 * of jsonc-parser; not on its `parseTree`, which recovers from errors, keeps no commas and has no limit of depth.
 * @throws OrchestrationError `config_unparsable` with line and column, both from 1, at the first error;
 * `config_unsupported` where brackets nest deeper than {@link MAX_JSON_DEPTH}.
 */
export function readJson(text: string): JsonSyntax {
  return new JsonReader(text).read();
}

/** Line and column, both from 1, of an offset. A byte order mark takes no column. */
export function positionOf(text: string, offset: number): string {
  const lines = text.slice(text.startsWith('\uFEFF') ? 1 : 0, offset).split(/\r\n|\n|\r/);
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

class JsonReader {
  readonly #text: string;
  readonly #scanner;
  #token: number = TOKEN.end;
  #start = 0;
  #ownLine = false;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = createScanner(text);
    if (text.startsWith('\uFEFF')) this.#scanner.setPosition(1);
    this.#advance();
  }

  read(): JsonSyntax {
    const root = this.#token === TOKEN.end ? undefined : this.#value(1);
    if (this.#token !== TOKEN.end) throw this.#unexpected('the end of the file');
    return { text: this.#text, root };
  }

  #advance(): void {
    this.#ownLine = false;
    do {
      this.#token = this.#scanner.scan();
      if (this.#token === TOKEN.lineBreak) this.#ownLine = true;
      if (this.#scanner.getTokenError() !== 0) throw this.#malformed();
    } while (this.#token >= TOKEN.lineComment && this.#token <= TOKEN.space);
    this.#start = this.#scanner.getTokenOffset();
  }

  #value(depth: number): JsonNode {
    if (this.#token === TOKEN.openBrace) return this.#list('object', depth);
    if (this.#token === TOKEN.openBracket) return this.#list('array', depth);
    const scalar = {
      kind: 'scalar',
      start: this.#start,
      end: this.#scanner.getPosition(),
      value: this.#scalar(),
    } as const;
    this.#advance();
    return scalar;
  }

  #scalar(): string | number | boolean | null {
    if (this.#token === TOKEN.string) return this.#scanner.getTokenValue();
    if (this.#token === TOKEN.number) return Number(this.#scanner.getTokenValue());
    if (this.#token === TOKEN.null) return null;
    if (this.#token === TOKEN.true || this.#token === TOKEN.false) return this.#token === TOKEN.true;
    throw this.#unexpected('a value');
  }

  #list(kind: JsonList['kind'], depth: number): JsonList {
    if (depth > MAX_JSON_DEPTH) throw this.#tooDeep();
    const start = this.#start;
    const { close, expected } = LISTS[kind];
    const items: JsonItem[] = [];
    this.#advance();
    while (this.#token !== close) {
      if (items.length > 0 && items.at(-1)?.comma === undefined) throw this.#unexpected(expected);
      items.push(kind === 'object' ? this.#property(depth) : this.#element(depth));
    }
    const end = this.#scanner.getPosition();
    this.#advance();
    return { kind, start, end, items };
  }

  #property(depth: number): JsonItem {
    if (this.#token !== TOKEN.string) throw this.#unexpected('a key in quotes');
    const head = {
      key: this.#scanner.getTokenValue(),
      start: this.#start,
      keyEnd: this.#scanner.getPosition(),
      ownLine: this.#ownLine,
    };
    this.#advance();
    this.#colon();
    return { ...head, value: this.#value(depth + 1), comma: this.#comma() };
  }

  #element(depth: number): JsonItem {
    const head = { key: undefined, start: this.#start, keyEnd: this.#start, ownLine: this.#ownLine };
    return { ...head, value: this.#value(depth + 1), comma: this.#comma() };
  }

  #colon(): void {
    if (this.#token !== TOKEN.colon) throw this.#unexpected('a colon');
    this.#advance();
  }

  #comma(): number | undefined {
    if (this.#token !== TOKEN.comma) return undefined;
    const offset = this.#start;
    this.#advance();
    return offset;
  }

  #unexpected(expected: string): OrchestrationError {
    return this.#unparsable(this.#start, `${expected} is expected`);
  }

  #malformed(): OrchestrationError {
    return this.#unparsable(this.#scanner.getTokenOffset(), 'a string, number or comment is malformed');
  }

  #unparsable(offset: number, what: string): OrchestrationError {
    return new OrchestrationError('config_unparsable', {
      message: `The client's file does not parse: ${what} at ${positionOf(this.#text, offset)}. It was left as it is.`,
    });
  }

  #tooDeep(): OrchestrationError {
    const place = positionOf(this.#text, this.#start);
    return new OrchestrationError('config_unsupported', {
      message: `The client's file nests deeper than ${MAX_JSON_DEPTH} levels at ${place}; it was left as it is.`,
    });
  }
}
