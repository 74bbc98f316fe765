import fc from 'fast-check';
import type { Container } from '../../src/documents/document.js';

/** Draws a value: `fc.gen()` within a property. */
export type Draw = fc.GeneratorValue;

/** A random TOML document with what must outlive an edit. */
export interface WrittenDocument {
  readonly text: string;
  readonly container: Container;
  readonly names: readonly string[];
  /** Lines in the order of the text; `owner` is the entry that may take the line with it when it is removed. */
  readonly kept: readonly { readonly line: string; readonly owner?: string }[];
}

/** Keys as they are written, with the names that they have. */
const KEYS = [
  ['command', 'command'],
  ['args', 'args'],
  ['startup_timeout_sec', 'startup_timeout_sec'],
  ['"__proto__"', '__proto__'],
  ['constructor', 'constructor'],
  ["'a.b # c'", 'a.b # c'],
  ['"ключ \\u00e9"', 'ключ é'],
  ['""', ''],
  ['1234', '1234'],
] as const;

const SCALARS = [
  '"plain"',
  '"escaped \\" \\\\ \\t \\u00e9 \\U0001F600 # no comment"',
  '\'literal \\ { "json": [1, 2] } # no comment\'',
  '"""\nfirst\n# no comment\n[no.table]\n"""',
  '"""a \\\n   continued"""',
  "'''\n[no.table]\nkey = \"value\"\n'''",
  '""',
  '"日本語 🙂"',
  '0',
  '-17',
  '+99',
  '1_000',
  '0xDEADbeef',
  '0o17',
  '0b1010',
  '9223372036854775807',
  '13.0',
  '0.04277154999999999',
  '6.02e+23',
  '-0.0',
  'inf',
  '-inf',
  'nan',
  'true',
  'false',
  '1979-05-27T07:32:00Z',
  '1979-05-27 07:32:00.999999-07:00',
  '1979-05-27T07:32:00',
  '1979-05-27',
  '07:32:00',
] as const;

const INLINE = [
  '[]',
  '["-y", "pkg@1.0.0"]',
  '[\n    "-y", # first\n    "pkg",\n]',
  '[\n  # only\n  1,\n  [2, 3]\n]',
  '[{ a = 1 }, { b = "}" }]',
  '{}',
  '{ A = "1", "B C" = \'x\' }',
  '{ x.y = 1, x.z = [1, 2] }',
] as const;

const NAMES = [
  ['github', 'github'],
  ['"@scope/pkg"', '@scope/pkg'],
  ["'with space'", 'with space'],
  ['"__proto__"', '__proto__'],
  ['toString', 'toString'],
  ['"ünï"', 'ünï'],
  ['a-b_1', 'a-b_1'],
] as const;

const PATHS = [
  ['mcp_servers', ['mcp_servers']],
  ['mcp.servers', ['mcp', 'servers']],
  ['"amp.servers"', ['amp.servers']],
] as const;

type Style = 'tables' | 'section' | 'inline' | 'elements' | 'inline_elements' | 'absent';
const STYLES: readonly Style[] = ['tables', 'section', 'inline', 'elements', 'inline_elements', 'absent'];

/** Write a random document: every style of container and entry, foreign statements and comments in between. */
export function writeDocument(draw: Draw): WrittenDocument {
  return new Writer(draw).write();
}

class Writer {
  readonly #draw: Draw;
  readonly #kept: { line: string; owner?: string }[] = [];
  readonly #lines: string[] = [];
  readonly #late: (() => void)[] = [];
  readonly #style: Style;
  readonly #path: (typeof PATHS)[number];
  readonly #names: (typeof NAMES)[number][];
  #count = 0;

  constructor(draw: Draw) {
    this.#draw = draw;
    this.#style = this.#pick(STYLES);
    this.#path = this.#pick(PATHS);
    this.#names = draw(fc.shuffledSubarray, [...NAMES]).slice(0, 4);
  }

  write(): WrittenDocument {
    this.#foreignLines();
    this.#rootPairs();
    if (this.#style === 'inline') this.#inlineContainer();
    if (this.#style === 'inline_elements') this.#inlineElements();
    this.#foreignTable();
    if (this.#style === 'section') this.#section();
    if (this.#style === 'tables') for (const name of this.#names) this.#entryTables(name);
    if (this.#style === 'elements') for (const name of this.#names) this.#elementTables(name);
    for (const write of this.#late) write();
    if (this.#chance()) this.#foreignTable();
    return this.#finish();
  }

  #finish(): WrittenDocument {
    const crlf = this.#chance();
    const bom = this.#chance() ? '\uFEFF' : '';
    const ends = (text: string): string => (crlf ? text.replaceAll('\n', '\r\n') : text);
    const body = ends(`${this.#lines.join('\n')}${this.#pick(['', '\n', '\n', '\n\n'])}`);
    const array = this.#style === 'elements' || this.#style === 'inline_elements';
    return {
      text: bom + body,
      container: array
        ? { kind: 'array', path: this.#path[1], nameKey: 'name' }
        : { kind: 'map', path: this.#path[1] },
      names: this.#style === 'absent' ? [] : this.#names.map(([, name]) => name),
      kept: this.#kept.map((kept) => ({ ...kept, line: ends(kept.line) })),
    };
  }

  #rootPairs(): void {
    for (let left = this.#draw(fc.nat, { max: 3 }); left > 0; left -= 1) this.#foreignPair();
  }

  #inlineContainer(): void {
    const entries = this.#names.map(([key]) => `${key} = ${this.#inlineEntry()}`);
    const body = this.#chance() ? this.#onLines(entries) : ` ${entries.join(', ')} `;
    this.#lines.push(`${this.#path[0]} = ${entries.length > 0 ? `{${body}}` : '{}'}`);
  }

  #inlineElements(): void {
    const items = this.#names.map(([, name]) => {
      const members = this.#members().map(([key, value]) => `${key} = ${value}`);
      return `{ ${[`name = ${JSON.stringify(name)}`, ...members].join(', ')} }`;
    });
    this.#lines.push(`${this.#path[0]} = [${this.#chance() ? this.#onLines(items) : items.join(', ')}]`);
  }

  /** Items on lines of their own, with comments, and perhaps with a comma behind the last. */
  #onLines(items: readonly string[]): string {
    const last = items.length - 1;
    const lines = items.map((item, place) => {
      const comma = place < last || this.#chance() ? ',' : '';
      return `  ${item}${comma}${this.#chance() ? this.#keep('# between brackets', ' ') : ''}`;
    });
    return `\n${[...lines, ''].join('\n')}`;
  }

  /** `[mcp_servers]` with inline tables and dotted keys, and perhaps tables of others further down. */
  #section(): void {
    this.#lines.push(this.#keep(`[${this.#path[0]}]`, ''));
    for (const name of this.#names) {
      if (this.#chance()) this.#late.push(() => this.#entryTables(name));
      else this.#sectionEntry(name);
      this.#comments();
    }
    this.#lines.push('');
  }

  #sectionEntry(name: (typeof NAMES)[number]): void {
    if (this.#chance()) this.#lines.push(`${name[0]} = ${this.#inlineEntry()}${this.#trailing()}`);
    else this.#dottedEntry(name);
  }

  #dottedEntry([key]: (typeof NAMES)[number]): void {
    const members = this.#members();
    if (members.length === 0) this.#lines.push(`${key} = {}`);
    for (const [member, value] of members) this.#lines.push(`${key}.${member} = ${value}${this.#trailing()}`);
    const env = this.#draw(fc.nat, { max: 2 });
    if (env === 0) this.#lines.push(`${key} . env . TOKEN = "x"`);
    if (env === 1 && members.length > 0) this.#late.push(() => this.#subTable(key, 'env'));
  }

  #entryTables(name: (typeof NAMES)[number]): void {
    const [key] = name;
    this.#comments();
    const implicit = this.#draw(fc.nat, { max: 5 }) === 0;
    if (!implicit) this.#ownTable(`[${this.#path[0]}.${key}]`, name);
    if (implicit || this.#chance()) this.#subTable(key, 'env');
    if (this.#chance()) this.#late.push(() => this.#subTable(key, 'tools."run it"'));
    if (this.#chance()) this.#foreignTable();
  }

  #elementTables(name: (typeof NAMES)[number]): void {
    this.#comments();
    this.#ownTable(`[[${this.#path[0]}]]`, name, [`name = ${JSON.stringify(name[1])}`]);
    if (this.#chance()) this.#foreignTable();
    if (this.#chance()) this.#lines.push(`[${this.#path[0]}.env]`, 'TOKEN = "x"', '');
  }

  #ownTable(header: string, [, owner]: (typeof NAMES)[number], first: readonly string[] = []): void {
    const indent = this.#pick(['', '', '  ', '\t']);
    this.#lines.push(`${header}${this.#trailing()}`, ...first.map((line) => indent + line));
    const members = this.#members();
    for (const [member, value] of members) {
      if (this.#chance()) this.#lines.push(this.#keep(`# own`, '', owner));
      this.#lines.push(`${indent}${member} = ${value}${this.#trailing()}`);
    }
    if (this.#chance()) this.#lines.push(`${indent}http_headers.Authorization = 'x'`);
    this.#comments();
    if (this.#chance()) this.#lines.push('');
  }

  #subTable(key: string, sub: string): void {
    this.#comments();
    this.#lines.push(`[ ${this.#path[0]} . ${key} . ${sub} ]`);
    for (const [member, value] of this.#members()) this.#lines.push(`${member} = ${value}`);
    this.#lines.push('');
  }

  #inlineEntry(): string {
    const members = this.#members().map(([key, value]) => `${key} = ${value}`);
    return members.length === 0 ? this.#pick(['{}', '{ }']) : `{ ${members.join(', ')} }`;
  }

  #members(): [string, string][] {
    const keys = this.#draw(fc.shuffledSubarray, [...KEYS]).slice(0, 4);
    return keys.map(([key]) => [key, this.#value()]);
  }

  #value(): string {
    return this.#chance() ? this.#pick(SCALARS) : this.#pick(INLINE);
  }

  #foreignTable(): void {
    const id = this.#nextId();
    this.#lines.push('', this.#keep(this.#pick([`[foreign_${id}]`, `[[foreign_${id}]]`]), ''));
    for (let left = this.#draw(fc.nat, { max: 2 }); left > 0; left -= 1) this.#foreignPair();
    this.#foreignLines();
  }

  #foreignPair(): void {
    const line = `key_${this.#nextId()} = ${this.#value()}${this.#pick(['', ' # behind', '   '])}`;
    this.#lines.push(this.#keep(line, ''));
  }

  #foreignLines(): void {
    this.#comments();
    if (this.#chance()) this.#lines.push('');
  }

  #comments(): void {
    if (this.#chance()) return;
    const id = this.#nextId();
    this.#lines.push(
      this.#keep(this.#pick([`# note ${id}`, `# [mcp_servers.off${id}]\n# command = "x"`]), ''),
    );
    if (this.#chance()) this.#lines.push('');
  }

  #trailing(): string {
    return this.#pick(['', '', ' # behind a value', '  ']);
  }

  /** Remember a piece of the text, which is made unique where it is a comment. */
  #keep(line: string, lead: string, owner?: string): string {
    const unique = line.startsWith('#') ? `${line} ${this.#nextId()};` : line;
    this.#kept.push({ line: unique, ...(owner === undefined ? {} : { owner }) });
    return lead + unique;
  }

  #nextId(): number {
    this.#count += 1;
    return this.#count;
  }

  #chance(): boolean {
    return this.#draw(fc.boolean);
  }

  #pick<T>(from: readonly T[]): T {
    return this.#draw(() => fc.constantFrom(...from));
  }
}
