import fc from 'fast-check';
import { parse } from 'smol-toml';
import { afterAll, expect, test, vi } from 'vitest';
import type { Container, EntryEdit } from '../../src/documents/document.js';
import { parseTomlDocument } from '../../src/documents/toml-document.js';
import type { JsonObject } from '../../src/json.js';
import { type Draw, type WrittenDocument, writeDocument } from './toml-writer.js';

const TOTAL = Number(process.env.FUZZ_EDITS ?? 2_000);
const SEED = 20_250_501;
/** The long run takes more than the usual time. */
const TIMEOUT = 600_000;
vi.setConfig({ testTimeout: TIMEOUT });

const counts = { documents: 0, edits: 0, adds: 0, updates: 0, removes: 0, bytes: 0 };

afterAll(() => process.stderr.write(`toml fuzz: ${JSON.stringify(counts)}\n`));

const SETTABLE = [
  'command',
  'args',
  'env',
  'http_headers',
  '__proto__',
  'constructor',
  'tools',
  '',
  'a.b # c',
];

const member = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', "'''", '\\', 'a\nb\r\n', '\u007f', '\u0000', '1979-05-28'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('A', 'B C', 'TOKEN', '__proto__', 'x'), fc.string(), { maxKeys: 3 }),
  fc.constant({ deep: { er: { A: 1 }, list: [{ a: 1 }] }, flat: true }),
);

test('random edits of random documents change what was meant and nothing else', () => {
  const property = fc.property(fc.gen(), (draw) => {
    const written = validDocument(draw);
    counts.documents += 1;
    counts.bytes += written.text.length;
    const edits = drawEdits(draw, written);
    counts.edits += edits.length;
    checkEdits(written, edits);
    checkNothing(written);
  });
  fc.assert(property, { seed: SEED, endOnFailure: true, numRuns: Math.ceil(TOTAL / 2) });
  expect(counts.edits).toBeGreaterThanOrEqual(TOTAL);
});

test('a new entry that is removed again leaves the first bytes', () => {
  const property = fc.property(fc.gen(), (draw) => {
    const { text, container } = validDocument(draw);
    const members = drawMembers(draw);
    const added = parseTomlDocument(text).edit(container, [{ op: 'set', name: 'new one', members }]);
    expect(added).not.toBe(text);
    expect(parseTomlDocument(added).edit(container, [{ op: 'remove', name: 'new one' }])).toBe(text);
  });
  fc.assert(property, { seed: SEED, endOnFailure: true, numRuns: Math.ceil(TOTAL / 5) });
});

test('an entry that was changed or removed and is restored reads as before', () => {
  const property = fc.property(fc.gen(), (draw) => {
    const { text, container, names } = validDocument(draw);
    const [name] = names;
    if (name === undefined) return;
    const kept =
      parseTomlDocument(text)
        .entries(container)
        .find((entry) => entry.name === name)?.text ?? '';
    // In an array the place of a removed element is lost, and with it the order.
    const change: EntryEdit =
      container.kind === 'map' && draw(fc.boolean)
        ? { op: 'remove', name }
        : { op: 'set', name, members: drawMembers(draw), remove: ['args'] };
    const changed = parseTomlDocument(text).edit(container, [change]);
    const restored = parseTomlDocument(changed).edit(container, [{ op: 'restore', name, text: kept }]);
    expect(read(restored)).toEqual(read(text));
  });
  fc.assert(property, { seed: SEED, endOnFailure: true, numRuns: Math.ceil(TOTAL / 5) });
});

/** A few random documents state a key twice; both readers refuse those. */
function validDocument(draw: Draw): WrittenDocument {
  const written = writeDocument(draw);
  let valid = true;
  try {
    read(written.text);
  } catch {
    valid = false;
    expect(() => parseTomlDocument(written.text)).toThrow(/not valid TOML: .* \(line \d+, column \d+\)/);
  }
  fc.pre(valid);
  return written;
}

function drawEdits(draw: Draw, { names }: WrittenDocument): EntryEdit[] {
  const candidates = [...names, 'new one', 'constructor', 'b'];
  const count = draw(fc.integer, { min: 1, max: 4 });
  return Array.from({ length: count }, () => {
    const name = draw(() => fc.constantFrom(...candidates));
    if (draw(fc.nat, { max: 3 }) === 0) return { op: 'remove', name };
    const remove = draw(fc.subarray, SETTABLE).slice(0, 2);
    return { op: 'set', name, members: drawMembers(draw), remove };
  });
}

function drawMembers(draw: Draw): JsonObject {
  const keys = draw(fc.shuffledSubarray, SETTABLE).slice(0, 4);
  return Object.fromEntries(keys.map((key) => [key, draw(() => member)]));
}

function checkEdits(written: WrittenDocument, edits: readonly EntryEdit[]): void {
  const { text, container } = written;
  const edited = parseTomlDocument(text).edit(container, edits);
  const wanted = modelAfter(read(text), container, edits);
  expect(prune(read(edited), container.path)).toEqual(prune(wanted, container.path));
  expect(survivors(written, edits, edited)).toEqual(survivorsWanted(written, edits));
  expect(edited.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
  if (!text.includes('\r')) expect(edited).not.toContain('\r');
  else if (text.includes('\n')) expect(/[^\r]\n/.test(edited)).toBe(false);
  expect(parseTomlDocument(edited).edit(container, edits.filter(isLastOf(edits)))).toBe(edited);
}

/** Doing the last edit of each name again changes nothing. */
function isLastOf(edits: readonly EntryEdit[]) {
  return (edit: EntryEdit, place: number): boolean =>
    !edits.slice(place + 1).some((later) => later.name === edit.name);
}

function checkNothing({ text, container }: WrittenDocument): void {
  const document = parseTomlDocument(text);
  expect(document.edit(container, [])).toBe(text);
  expect(document.edit(container, [{ op: 'remove', name: 'not there' }])).toBe(text);
  const same = document.entries(container).map(({ name, value }): EntryEdit => {
    return { op: 'set', name, members: value as JsonObject, remove: ['not there'] };
  });
  expect(document.edit(container, same)).toBe(text);
  const kept = document.entries(container).map((entry): EntryEdit => ({ op: 'restore', ...entry }));
  expect(document.edit(container, kept)).toBe(text);
}

/** The kept pieces that are found in the edited text, in order. */
function survivors({ kept }: WrittenDocument, edits: readonly EntryEdit[], edited: string): string[] {
  let position = 0;
  return survivorsWanted({ kept }, edits).filter((line) => {
    const at = edited.indexOf(line, position);
    if (at >= 0) position = at + line.length;
    return at >= 0;
  });
}

function survivorsWanted({ kept }: Pick<WrittenDocument, 'kept'>, edits: readonly EntryEdit[]): string[] {
  const removed = new Set(edits.filter(({ op }) => op === 'remove').map(({ name }) => name));
  return kept.filter(({ owner }) => owner === undefined || !removed.has(owner)).map(({ line }) => line);
}

type Data = Record<string, unknown>;

/** What smol-toml reads, dates and special numbers as text. */
function read(text: string): Data {
  return plain(parse(text.replace(/^\uFEFF/, ''), { integersAsBigInt: 'asNeeded' })) as Data;
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return `date ${value.toISOString()}`;
  if (typeof value === 'bigint') return `integer ${value}`;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : `number ${value}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** The edits on data, kept as simple as can be. */
function modelAfter(data: Data, container: Container, edits: readonly EntryEdit[]): Data {
  const [key = '', ...path] = container.path;
  const old = Object.hasOwn(data, key) ? data[key] : undefined;
  if (path.length > 0) {
    const inner = modelAfter((old ?? {}) as Data, { ...container, path }, edits);
    return withMember(data, key, inner);
  }
  const entries: [string, Data][] =
    container.kind === 'array'
      ? ((old ?? []) as Data[]).map((item) => [String(item.name), item])
      : Object.entries((old ?? {}) as Record<string, Data>);
  for (const edit of edits) applyEdit(entries, edit, container);
  const value = container.kind === 'array' ? entries.map(([, item]) => item) : Object.fromEntries(entries);
  return withMember(data, key, value);
}

function applyEdit(entries: [string, Data][], edit: EntryEdit, container: Container): void {
  const place = entries.findIndex(([name]) => name === edit.name);
  if (edit.op === 'remove') {
    if (place >= 0) entries.splice(place, 1);
    count('removes');
  } else if (edit.op === 'set') {
    const before = entries[place]?.[1] ?? (container.kind === 'array' ? { name: edit.name } : {});
    const merged = new Map([...Object.entries(before), ...Object.entries(plain(edit.members) as Data)]);
    for (const key of edit.remove ?? []) merged.delete(key);
    const after: [string, Data] = [edit.name, Object.fromEntries(merged)];
    if (place >= 0) entries[place] = after;
    else entries.push(after);
    count(place >= 0 ? 'updates' : 'adds');
  }
}

function count(kind: 'adds' | 'updates' | 'removes'): void {
  counts[kind] += 1;
}

function withMember(data: Data, key: string, value: unknown): Data {
  return Object.fromEntries([...Object.entries(data).filter(([name]) => name !== key), [key, value]]);
}

/** TOML has no place for some empty containers, so empty and absent are one. */
function prune(data: Data, [key = '', ...path]: readonly string[]): Data {
  const old = Object.hasOwn(data, key) ? data[key] : undefined;
  const inner = path.length > 0 && typeof old === 'object' ? prune(old as Data, path) : old;
  const empty = typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0;
  return empty
    ? Object.fromEntries(Object.entries(data).filter(([name]) => name !== key))
    : withMember(data, key, inner);
}
