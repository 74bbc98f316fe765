import fc from 'fast-check';
import { type Json, type JsonObject, setOwn } from '../../src/json.js';

/** One line of a written file. A line of no entry must survive every edit. */
export interface WrittenLine {
  readonly text: string;
  /** Whose it is: an entry's, by its place among them, and one of its members'; absent for what is nobody's. */
  readonly entry?: number;
  readonly member?: string;
}

/** A random file, with what the oracle has to know of it. */
export interface WrittenYaml {
  readonly text: string;
  readonly lines: readonly WrittenLine[];
  readonly lineBreak: string;
  readonly names: readonly string[];
  readonly kind: 'map' | 'array';
  readonly inFlow: boolean;
  /** The text of each entry, where they stand within brackets. */
  readonly items: readonly string[];
}

/** Words that readers of YAML mistake, or that break a careless writer. */
export const NASTY: readonly string[] = [
  ...[
    '',
    ' ',
    'yes',
    'No',
    'ON',
    'off',
    'y',
    'N',
    'null',
    'Null',
    '~',
    'true',
    'FALSE',
    '.inf',
    '-.INF',
    '.nan',
    '=',
  ],
  ...[
    '1',
    '-1',
    '+1',
    '012',
    '0o14',
    '0x1F',
    '0b11',
    '1e3',
    '1.0',
    '1_000',
    '.5',
    '12:30',
    '1:2:3',
    '2020-01-01',
  ],
  ...[
    '2001-12-14t21:59:43.10-05:00',
    '#',
    '# x',
    'a # b',
    'a #',
    'a: b',
    'a:',
    ':a',
    'a:b',
    ': ',
    '- a',
    '-',
    '-a',
    '--a',
  ],
  ...[
    '---',
    '...',
    '--- a',
    '?',
    '? a',
    '?a',
    '*a',
    '&a',
    '!t',
    '!!str',
    '%a',
    '@a',
    '`a',
    '|',
    '>',
    '|+',
    '{a}',
    '[b]',
    '<<',
  ],
  ...[
    ',',
    'a, b',
    'a]',
    '}',
    '"q"',
    "'s",
    "it's",
    'C:\\x\\u0041',
    '\\',
    ' lead',
    'trail ',
    'tab\t',
    '\ttab',
    'two\nlines',
    '\n',
  ],
  ...[
    'end\n',
    'a\r\nb',
    '\r',
    '\u0000',
    '\u0007',
    '\u007f',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\uffff',
    '\ud800',
    '\u00a0',
    'é',
    '日本',
    '😀',
  ],
  ...[
    'https://a/b?c=d&e=f#g',
    `$\{X}`,
    `$\{{ secrets.X }}`,
    '$HOME/.x',
    '/usr/bin',
    './a',
    '../b',
    '~/c',
    '@scope/pkg@1.2',
    'a=b;c|d',
  ],
];

const KEYS = [
  ...[
    'cmd',
    'args',
    'env',
    'name',
    'type',
    'timeout',
    '__proto__',
    'constructor',
    'toString',
    'é',
    'a b',
    'x.y',
    'a/b',
  ],
  ...['1', '012', 'null', 'yes', '@s/p', '#h', 'a: b', '-', '?q', '<<', '', '"', '😀', '1e3', '{', "'"],
];

/** Random choices, each of which fast-check can repeat from its seed. */
export class Dice {
  readonly #gen: fc.GeneratorValue;

  constructor(gen: fc.GeneratorValue) {
    this.#gen = gen;
  }

  below(limit: number): number {
    return this.#gen(fc.nat, limit - 1);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }

  /** So many different ones of a list. */
  picks<T>(list: readonly T[], count: number): T[] {
    return [...new Set(Array.from({ length: count }, () => this.pick(list)))];
  }

  word(): string {
    return this.chance(70) ? this.pick(NASTY) : this.#gen(fc.string, { unit: 'grapheme', maxLength: 12 });
  }

  key(): string {
    return this.pick(KEYS);
  }

  value(depth = 0): Json {
    const kind = this.below(depth > 1 ? 4 : 7);
    if (kind === 0) return this.pick<Json>([null, true, false]);
    if (kind === 1) return this.pick([0, -1, 300, 0.1, 1e21, -2.5e-7, 5e-324, 2 ** 53]);
    if (kind < 4) return this.word();
    if (kind === 4) return Array.from({ length: this.below(4) }, () => this.value(depth + 1));
    return this.members(this.below(4), depth + 1);
  }

  members(count: number, depth = 0): JsonObject {
    const members: Record<string, Json> = {};
    for (const key of this.picks(KEYS, count)) setOwn(members, key, this.value(depth));
    return members;
  }
}

/** Writes a random file around a container `servers`, in every style that YAML has for it. */
export function writeYaml(dice: Dice): WrittenYaml {
  return new YamlWriter(dice).write();
}

class YamlWriter {
  readonly #dice: Dice;
  readonly #step: number;
  readonly #listStep: number;
  readonly #lines: WrittenLine[] = [];
  #items: readonly string[] = [];
  #marks = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#step = dice.pick([1, 2, 2, 3, 4]);
    this.#listStep = dice.pick([0, this.#step, 2]);
  }

  write(): WrittenYaml {
    const dice = this.#dice;
    const kind = dice.pick(['map', 'array'] as const);
    const inFlow = dice.chance(25);
    const names = dice.picks(KEYS, dice.below(5));
    this.#foreign();
    if (inFlow) this.#flowContainer(kind, names);
    else this.#blockContainer(kind, names);
    if (dice.chance(60)) this.#foreign();
    this.#remarks(0, 30);
    if (dice.chance(5)) this.#add('...');
    const lineBreak = dice.pick(['\n', '\n', '\r\n']);
    const text = this.#lines.map((line) => line.text).join(lineBreak) + (dice.chance(75) ? lineBreak : '');
    return {
      text: (dice.chance(10) ? '\ufeff' : '') + text,
      lines: this.#lines,
      lineBreak,
      names,
      kind,
      inFlow,
      items: this.#items,
    };
  }

  #add(text: string, owner: Omit<WrittenLine, 'text'> = {}): void {
    this.#lines.push({ text, ...owner });
  }

  #mark(): string {
    this.#marks += 1;
    return `# ${this.#dice.pick(['c', 'a: b', '- "', '*/ }', "it's"])} ${this.#marks}`;
  }

  #side(): string {
    return this.#dice.chance(20) ? ` ${this.#mark()}` : '';
  }

  /** Comments and blank lines between things. */
  #remarks(indent: number, percent: number, owner: Omit<WrittenLine, 'text'> = {}): void {
    while (this.#dice.chance(percent)) {
      this.#add(this.#dice.chance(25) ? '' : ' '.repeat(indent) + this.#mark(), owner);
    }
  }

  #foreign(): void {
    if (this.#dice.chance(10) && this.#lines.length === 0) this.#add('---');
    for (let count = this.#dice.below(3); count > 0; count -= 1) {
      this.#remarks(0, 30);
      this.#marks += 1;
      const anchor = this.#dice.chance(10) ? ` &x${this.#marks}` : '';
      this.#pair(`foreign_${this.#marks}`, { indent: 0, anchor });
    }
    this.#remarks(0, 20);
  }

  #blockContainer(kind: 'map' | 'array', names: readonly string[]): void {
    if (names.length === 0) {
      this.#add(
        `servers:${this.#dice.pick(['', ' {}', ' []', ' ~']).replace(/\{\}|\[\]/, kind === 'map' ? '{}' : '[]')}${this.#side()}`,
      );
      this.#remarks(this.#step, 30);
      return;
    }
    const indent = kind === 'map' ? this.#step : this.#listStep;
    this.#add(`servers:${this.#side()}`);
    for (const [entry, name] of names.entries()) {
      this.#remarks(indent, 20);
      if (kind === 'map') this.#entry(name, { entry, indent });
      else this.#item(name, { entry, indent });
    }
    this.#remarks(kind === 'array' && indent === 0 ? 0 : indent, 20);
  }

  #entry(name: string, { entry, indent }: { entry: number; indent: number }): void {
    const dice = this.#dice;
    if (dice.chance(15)) {
      this.#pair(name, { indent, entry });
      return;
    }
    this.#add(`${' '.repeat(indent)}${this.#key(name)}:${this.#side()}`, { entry });
    const inner = indent + dice.pick([this.#step, this.#step, 1, 5]);
    for (const member of dice.picks(KEYS, 1 + dice.below(4))) {
      this.#remarks(inner, 15, { entry, member: '\u0000comment' });
      this.#pair(member, { indent: inner, entry, member });
    }
  }

  #item(name: string, { entry, indent }: { entry: number; indent: number }): void {
    const dice = this.#dice;
    if (dice.chance(10)) {
      this.#add(`${' '.repeat(indent)}-${dice.pick(['', ' word', ' [name]', ' {uses: x}'])}${this.#side()}`);
    }
    const gap = dice.pick([1, 1, 1, 3]);
    const members = dice.picks(
      KEYS.filter((key) => key !== 'name'),
      dice.below(4),
    );
    members.splice(dice.chance(70) ? 0 : dice.below(members.length + 1), 0, 'name');
    const from = this.#lines.length;
    for (const member of members) {
      const owner = { entry, member };
      if (member === 'name')
        this.#add(`${' '.repeat(indent + 1 + gap)}name: ${this.#quoted(name)}${this.#side()}`, owner);
      else this.#pair(member, { indent: indent + 1 + gap, ...owner });
      this.#remarks(indent + 1 + gap, 10, { entry, member: '\u0000comment' });
    }
    const first = this.#lines[from];
    if (!first) return;
    const text = `${' '.repeat(indent)}-${' '.repeat(gap)}${first.text.slice(indent + 1 + gap)}`;
    this.#lines[from] = { ...first, text };
  }

  /** A pair in one of the styles of blocks. */
  #pair(key: string, place: { indent: number; anchor?: string; entry?: number; member?: string }): void {
    const { indent, anchor = '', entry, member } = place;
    const dice = this.#dice;
    const owner = { ...(entry === undefined ? {} : { entry }), ...(member === undefined ? {} : { member }) };
    const deep = ' '.repeat(indent + dice.pick([this.#step, 1, 4]));
    const head = `${' '.repeat(indent)}${this.#key(key)}:${anchor}`;
    for (const line of this.#pairLines(head, { deep, list: ' '.repeat(indent + this.#listStep) }))
      this.#add(line, owner);
  }

  /** The lines of a pair, of which the first is its key. */
  #pairLines(head: string, { deep, list }: { deep: string; list: string }): string[] {
    const dice = this.#dice;
    const side = () => this.#side();
    const word = () => this.#quoted(dice.word());
    switch (dice.below(8)) {
      case 0:
        return [head + side()];
      case 1: {
        const text = `${deep}  text: ${dice.word().replace(/[^ -~]/g, '')}`;
        const style = dice.pick(['|', '|-', '|+', '>', '>-']);
        const rest = [...(dice.chance(50) ? ['', text] : []), ...(dice.chance(30) ? [''] : [])];
        return [`${head} ${style}${side()}`, `${deep}# no comment`, ...rest];
      }
      case 2:
        return [
          head + side(),
          `${list}- ${word()}`,
          `${list}- k: v${side()}`,
          `${list}  l: [a,`,
          `${list}    b]`,
        ];
      case 3:
        return [
          `${head}${side()}`,
          `${deep}k: ${word()}`,
          `${deep}${this.#mark()}`,
          `${deep}"l": 0x1F${side()}`,
        ];
      case 4: {
        const last = `${deep}{d: 013.50}${dice.pick(['', ','])}${side()}`;
        return [`${head} [${side()}`, `${deep}a, 'b c',${side()}`, last, `${deep}]${side()}`];
      }
      case 5:
        return [`${head} "two`, '', `${deep}lines" ${side()}`];
      default:
        return [
          `${head} ${dice.pick([word(), '1e3', '.5', 'plain words', 'null', '{}', '[]', '{a: [1,2]}'])}${side()}`,
        ];
    }
  }

  #flowContainer(kind: 'map' | 'array', names: readonly string[]): void {
    const dice = this.#dice;
    const lines = dice.chance(50);
    const [open, close] = kind === 'map' ? ['{', '}'] : ['[', ']'];
    const items = names.map((name) => {
      const members = dice
        .picks(['a', '"b"', 'c d', "'e'"], dice.below(4))
        .map((key) => `${key}: ${this.#flowValue()}`);
      if (kind === 'map') return `${this.#key(name)}: {${members.join(', ')}}`;
      return `{${[`name: ${this.#quoted(name)}`, ...members].join(', ')}}`;
    });
    this.#items = items;
    const comma = dice.chance(30) && items.length > 0;
    if (!lines) {
      const space = dice.pick(['', ' ']);
      this.#add(
        `servers: ${open}${space}${items.join(`,${space}`)}${comma ? ',' : ''}${space}${close}${this.#side()}`,
        { entry: -1 },
      );
      return;
    }
    this.#add(`servers: ${open}${this.#side()}`, { entry: -1 });
    for (const [index, item] of items.entries()) {
      const last = index === items.length - 1;
      this.#remarks(this.#step, 20, { entry: -1 });
      this.#add(`${' '.repeat(this.#step)}${item}${last && !comma ? '' : ','}${this.#side()}`, { entry: -1 });
    }
    this.#add(`${' '.repeat(dice.pick([1, this.#step]))}${close}${this.#side()}`, { entry: -1 });
  }

  #flowValue(): string {
    return this.#dice.pick(['1', '"x, y"', "'z'", '[1, 2]', '{k: v}', 'word', '', 'https://a/b']);
  }

  #key(key: string): string {
    return /^[a-z_]+$/.test(key) && !['null', 'yes'].includes(key) && this.#dice.chance(70)
      ? key
      : this.#quoted(key);
  }

  #quoted(word: string): string {
    const isPrintable = /^[ -~]*$/.test(word);
    return isPrintable && this.#dice.chance(50) ? `'${word.replaceAll("'", "''")}'` : asDoubleQuoted(word);
  }
}

function asDoubleQuoted(word: string): string {
  return JSON.stringify(word).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
