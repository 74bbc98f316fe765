import fc from 'fast-check';
import { createScanner, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import type { Container, EntryEdit } from '../../src/documents/document.js';
import { parseJsonDocument } from '../../src/documents/json-document.js';
import type { Json, JsonObject } from '../../src/json.js';

/** How many edits of random documents to make. */
const EDITS = Number(process.env.FUZZ_EDITS ?? 2000);
const SEED = Number(process.env.FUZZ_SEED ?? 20250131);

const KEYS = [
  'command',
  'args',
  'env',
  'url',
  '__proto__',
  'constructor',
  'toString',
  'a.b',
  'ключ',
  '😀',
  '',
  '0',
  'x/y z',
  '"q"',
];
const NAMES = ['git', 'fs', '__proto__', 'hasOwnProperty', 'ünï', '1', 'a/b', 'new one', '// no', '*/'];
const NUMBERS = [
  '0',
  '-0',
  '13.0',
  '0.04277154999999999',
  '1e5',
  '1E-7',
  '12345678901234567890',
  '-1.50e+2',
  '0.10',
];
const STRINGS = [
  '""',
  '"x"',
  '"*/ // })"',
  '"\\u0041\\/"',
  '"\\ud83d\\ude00"',
  '"é\\n\\"q\\""',
  '"[{,:"',
  '"-y"',
];

/** Everything that may stand between two tokens. A line comment carries its line end. */
const blank = fc.constantFrom('', '', ' ', '  ', '\t', 'NL', 'NL', 'NL  ', 'NL\t', 'NLNL    ');
const comment = fc.constantFrom(
  '/* c */',
  '/**/',
  '/* "a": 1, */',
  '/* two NL lines */',
  '// lineNL',
  '// "b": {},NL  ',
  '//NL\t',
  '// */ [NL',
);
const gap = fc.oneof(
  { weight: 5, arbitrary: blank },
  { weight: 1, arbitrary: fc.tuple(blank, comment, blank).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.tuple(blank, comment, blank, comment, blank).map((parts) => parts.join('')) },
);
const scalarText = fc.constantFrom('null', 'true', 'false', ...NUMBERS, ...STRINGS);
const keyText = fc.oneof(
  fc.constantFrom(...KEYS).map((key) => JSON.stringify(key)),
  fc.constantFrom('"\\u0061rgs"', '"ur\\u006c"'),
);

/** Brackets around items, with gaps in every place and perhaps a trailing comma. */
function listText(open: string, close: string, items: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> {
  return fc
    .tuple(
      items,
      fc.array(fc.tuple(gap, gap), { minLength: 9, maxLength: 9 }),
      gap,
      fc.boolean(),
      fc.boolean(),
    )
    .map(([texts, gaps, inside, trailing, tidy]) => {
      if (texts.length === 0) return open + inside + close;
      const body = texts.map((text, index) => {
        const [before, after] = (tidy ? ['NL  ', ''] : gaps[index]) ?? ['', ''];
        const comma = index < texts.length - 1 || trailing ? ',' : '';
        return before + text + after + comma;
      });
      return `${open}${body.join('')}${tidy ? 'NL' : inside}${close}`;
    });
}

function propertyText(key: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      key,
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom('', ' ') }, { weight: 1, arbitrary: gap }),
      gap,
      fc.boolean(),
      value,
    )
    .map(([name, left, right, tidy, text]) => (tidy ? `${name}: ${text}` : `${name}${left}:${right}${text}`));
}

const valueText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalarText,
    listText('[', ']', fc.array(tie('value'), { maxLength: 3 })),
    listText('{', '}', fc.array(propertyText(keyText, tie('value')), { maxLength: 3 })),
  ),
})).value;
const entryText = listText('{', '}', fc.array(propertyText(keyText, valueText), { maxLength: 4 }));
const nameText = fc.constantFrom(...NAMES).map((name) => JSON.stringify(name));
const mapText = listText(
  '{',
  '}',
  fc.array(
    propertyText(
      nameText,
      fc.oneof({ weight: 5, arbitrary: entryText }, { weight: 1, arbitrary: valueText }),
    ),
    { maxLength: 5 },
  ),
);
const namedText = listText(
  '{',
  '}',
  fc
    .tuple(
      propertyText(fc.constant('"id"'), nameText),
      fc.array(propertyText(keyText, valueText), { maxLength: 3 }),
    )
    .map(([id, rest]) => [...rest, id]),
);
const arrayText = listText(
  '[',
  ']',
  fc.array(fc.oneof({ weight: 5, arbitrary: namedText }, { weight: 1, arbitrary: valueText }), {
    maxLength: 5,
  }),
);

const MAP: Container = { kind: 'map', path: ['top', 'mcpServers'] };
const ARRAY: Container = { kind: 'array', path: ['top', 'mcpServers'], nameKey: 'id' };

/** A document with its container at `top.mcpServers`, at times absent, twice there, or named elsewhere as a decoy. */
function documentText(container: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const others = fc.array(propertyText(keyText, valueText), { maxLength: 2 });
  const held = fc.array(propertyText(fc.constant('"mcpServers"'), container), { maxLength: 2 });
  const top = listText(
    '{',
    '}',
    fc.tuple(others, held, others).map((parts) => parts.flat()),
  );
  const tops = fc.array(propertyText(fc.constant('"top"'), top), { minLength: 0, maxLength: 2 });
  const root = listText(
    '{',
    '}',
    fc.tuple(others, tops, others).map((parts) => parts.flat()),
  );
  const eol = fc.constantFrom('\n', '\n', '\r\n', '\r');
  return fc
    .tuple(fc.constantFrom('', '', '\uFEFF'), gap, root, gap, eol)
    .map(([bom, before, body, after, line]) => bom + (before + body + after).replaceAll('NL', line));
}

const jsonData: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Json>(null, true, 1, -1.5, 1e21, '', '*/', 'C:\\x', '\u2028é😀', '$' + '{env:A}'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 3 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;
const members = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), jsonData), { maxLength: 4 })
  .map((entries): JsonObject => Object.fromEntries(entries));
const editName = fc.constantFrom(...NAMES, 'added', 'also added');
const edit: fc.Arbitrary<EntryEdit> = fc.oneof(
  fc.record({
    op: fc.constant('set' as const),
    name: editName,
    members,
    remove: fc.subarray(KEYS, { maxLength: 3 }),
  }),
  fc.record({ op: fc.constant('set' as const), name: editName, members }),
  fc.record({ op: fc.constant('remove' as const), name: editName }),
);

// The oracle: jsonc-parser's own tree reader for data, its scanner for tokens, and a model of the edits in pairs.

/** What a lenient JSONC parser reads; objects have no prototype, so `__proto__` is a key. */
function readData(text: string): unknown {
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  if (errors.length > 0 || root === undefined) throw new Error(`not JSONC: ${JSON.stringify(text)}`);
  return getNodeValue(root);
}

/** Data in a form that compares by content alone. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value === 0 ? 0 : value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join()}}`;
}

type Bag = Record<string, unknown>;
const bag = (): Bag => Object.create(null) as Bag;
const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function model(data: unknown, container: Container, edits: readonly EntryEdit[]): unknown {
  let parent = data as Bag;
  const makes = edits.some(({ op }) => op !== 'remove');
  for (const [index, key] of container.path.entries()) {
    const last = index === container.path.length - 1;
    if (!(key in parent)) {
      if (!makes) return data;
      parent[key] = last && container.kind === 'array' ? [] : bag();
    }
    if (!last) parent = parent[key] as Bag;
  }
  const key = container.path.at(-1) ?? '';
  for (const change of edits) parent[key] = step(parent[key], container, change);
  return data;
}

function step(held: unknown, { kind, nameKey = '' }: Container, change: EntryEdit): unknown {
  if (kind === 'map') {
    const map = held as Bag;
    if (change.op === 'remove') delete map[change.name];
    else if (change.op === 'set') map[change.name] = merged(map[change.name], change);
    return map;
  }
  const list = held as unknown[];
  const named = (item: unknown) => isBag(item) && item[nameKey] === change.name;
  if (change.op === 'remove') return list.filter((item) => !named(item));
  const at = list.findLastIndex(named);
  if (change.op !== 'set') return list;
  const fresh = bag();
  fresh[nameKey] = change.name;
  if (at === -1) return [...list, merged(fresh, change)];
  return list.with(at, merged(list[at], change));
}

function merged(old: unknown, change: Extract<EntryEdit, { op: 'set' }>): unknown {
  const entry = isBag(old) ? old : bag();
  for (const [key, value] of Object.entries(change.members)) entry[key] = value;
  for (const key of change.remove ?? []) delete entry[key];
  return entry;
}

/** The tokens of a text but commas, which may come and go. */
function tokensOf(text: string): string[] {
  const scanner = createScanner(text);
  const tokens: string[] = [];
  for (let kind: number = scanner.scan(); kind !== 17; kind = scanner.scan()) {
    if (kind !== 5 && kind !== 14 && kind !== 15)
      tokens.push(text.slice(scanner.getTokenOffset(), scanner.getPosition()));
  }
  return tokens;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the edited container stands, and what in it the edits are about, by jsonc-parser's tree. */
function spansOf(
  text: string,
  container: Container,
  edits: readonly EntryEdit[],
): { container: Span | undefined; edited: Span[] } {
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  let node = parseTree(text.slice(shift), [], { allowTrailingComma: true });
  const span = ({ offset, length }: Node) => ({ start: offset + shift, end: offset + shift + length });
  for (const key of container.path) node = memberValue(node, key);
  if (node === undefined) return { container: undefined, edited: [] };
  const edited = (node.children ?? []).flatMap((child) => editedIn(child, container, edits));
  return { container: span(node), edited: edited.map(span) };
}

const keyOf = (property: Node): string => String(property.children?.[0]?.value);
const memberValue = (object: Node | undefined, key: string): Node | undefined =>
  object?.children?.findLast((property) => property.children?.length === 2 && keyOf(property) === key)
    ?.children?.[1];

/** Of an entry that is only set, the members that are; of any other that is edited, all. */
function editedIn(child: Node, container: Container, edits: readonly EntryEdit[]): Node[] {
  const isMap = container.kind === 'map';
  const name: unknown = isMap
    ? keyOf(child)
    : child.type === 'object'
      ? memberValue(child, 'id')?.value
      : undefined;
  const about = edits.filter((change) => change.name === name);
  const object = isMap ? child.children?.[1] : child;
  if (about.length === 0) return [];
  if (object?.type !== 'object' || !about.every(({ op }) => op === 'set')) return [child];
  const keys = new Set(
    about.flatMap((set) => (set.op === 'set' ? [...Object.keys(set.members), ...(set.remove ?? [])] : [])),
  );
  return (object.children ?? []).filter((property) => keys.has(keyOf(property)));
}

/** The text without the entries that are edited; all tokens of it are foreign. */
function foreignTokens(text: string, edited: readonly Span[]): string[] {
  let rest = '';
  let position = 0;
  for (const { start, end } of edited) {
    rest += text.slice(position, start);
    position = end;
  }
  return tokensOf(rest + text.slice(position));
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let found = 0;
  for (const item of whole) if (item === part[found]) found += 1;
  return found === part.length;
}

const tally = {
  edits: 0,
  changed: 0,
  unchanged: 0,
  tokens: 0,
  comments: 0,
  reverted: 0,
  settled: 0,
  strict: 0,
};

/** One document and its edits held against every law. */
function check(text: string, container: Container, edits: readonly EntryEdit[]): void {
  const document = parseJsonDocument(text, 'jsonc');
  expect(canonical(document.data)).toBe(canonical(readData(text)));
  const result = document.edit(container, edits);
  tally.edits += edits.length;
  const expected = model(readData(text), container, edits);
  expect(canonical(readData(result))).toBe(canonical(expected));
  if (canonical(expected) === canonical(readData(text)) && !edits.some(({ op }) => op === 'remove'))
    expect(result).toBe(text);
  tally[result === text ? 'unchanged' : 'changed'] += 1;

  const before = spansOf(text, container, edits);
  const foreign = foreignTokens(text, before.edited);
  tally.tokens += foreign.length;
  tally.comments += foreign.filter((token) => token.startsWith('/')).length;
  expect(isSubsequence(foreign, tokensOf(result))).toBe(true);
  if (before.container) {
    expect(result.startsWith(text.slice(0, before.container.start + 1))).toBe(true);
    expect(result.endsWith(text.slice(before.container.end - 1))).toBe(true);
  }
  if (/^\uFEFF?\s*\{/.test(text) && isStrict(text)) {
    expect(isStrict(result)).toBe(true);
    tally.strict += 1;
  }
}

function isStrict(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}

/** The edits made once more, one by one: the second time each must change nothing. */
function checkSettled(text: string, container: Container, change: EntryEdit): void {
  const once = parseJsonDocument(text, 'jsonc').edit(container, [change]);
  expect(parseJsonDocument(once, 'jsonc').edit(container, [change])).toBe(once);
  tally.settled += 1;
}

/** An entry added and removed again leaves the first text, where the container held something to stand by. */
function checkReverted(text: string, container: Container): void {
  const { container: span } = spansOf(text, container, []);
  if (span === undefined) return;
  const inside = text.slice(span.start + 1, span.end - 1);
  if (inside !== '' && inside.trim() === '') return;
  const name = 'not there yet';
  const added = parseJsonDocument(text, 'jsonc').edit(container, [
    { op: 'set', name, members: { command: 'x', args: ['-y'] } },
  ]);
  expect(added).not.toBe(text);
  expect(parseJsonDocument(added, 'jsonc').edit(container, [{ op: 'remove', name }])).toBe(text);
  tally.reverted += 1;
}

describe('fuzzed JSON documents', () => {
  for (const [container, texts] of [
    [MAP, documentText(mapText)],
    [ARRAY, documentText(arrayText)],
  ] as const) {
    it(`are edited within the laws where the container is a ${container.kind}`, { timeout: 600_000 }, () => {
      const perRun = 2.5;
      const property = fc.property(texts, fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        check(text, container, edits);
        const [first] = edits;
        if (first) checkSettled(text, container, first);
        checkReverted(text, container);
      });
      const before = tally.edits;
      fc.assert(property, { seed: SEED, numRuns: Math.ceil(EDITS / 2 / perRun) });
      expect(tally.edits - before).toBeGreaterThan(EDITS / 4);
      process.stdout.write(`json ${container.kind}: ${JSON.stringify(tally)}\n`);
    });
  }

  it('stay strict JSON where they are', { timeout: 600_000 }, () => {
    const entries = fc.array(fc.tuple(fc.constantFrom(...NAMES), members), { maxLength: 4 });
    const held = entries.map((list) => Object.fromEntries(list));
    const indent = fc.constantFrom(0, 2, 4, '\t');
    const property = fc.property(
      held,
      members,
      indent,
      fc.array(edit, { maxLength: 5 }),
      (map, rest, unit, edits) => {
        const text = JSON.stringify({ ...rest, top: { ...rest, mcpServers: map } }, null, unit);
        check(text, MAP, edits);
        checkReverted(text, MAP);
      },
    );
    const before = tally.strict;
    fc.assert(property, { seed: SEED, numRuns: Math.ceil(EDITS / 10) });
    expect(tally.strict - before).toBe(Math.ceil(EDITS / 10));
  });

  it('give back each entry from its source', () => {
    const property = fc.property(documentText(mapText), (text) => {
      const document = parseJsonDocument(text, 'jsonc');
      for (const { name, text: source, value } of document.entries(MAP)) {
        expect(document.edit(MAP, [{ op: 'restore', name, text: source }])).toBe(text);
        const gone = parseJsonDocument(document.edit(MAP, [{ op: 'remove', name }]), 'jsonc');
        const back = parseJsonDocument(gone.edit(MAP, [{ op: 'restore', name, text: source }]), 'jsonc');
        expect(back.entries(MAP).at(-1)).toEqual({ name, value, text: source });
      }
    });
    fc.assert(property, { seed: SEED, numRuns: Math.ceil(EDITS / 10) });
  });
});
