import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import type { Container, EntryEdit } from '../../src/documents/document.js';
import { parseYamlDocument } from '../../src/documents/yaml-document.js';
import { OrchestrationError } from '../../src/errors.js';
import { isJsonObject, type Json, jsonEqual, setOwn } from '../../src/json.js';
import { Dice, type WrittenYaml, writeYaml } from './yaml-writer.js';

const EDITS = Number(process.env.FUZZ_EDITS ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_250_301);

type Entries = [name: string | undefined, value: Json][];

/** The library's own reading, which the editor's reader has no part in. */
function read(text: string): Json {
  const document = parseDocument(text, { uniqueKeys: false });
  expect(document.errors).toEqual([]);
  return (document.toJS() as Json) ?? {};
}

function entriesOf(data: Json, kind: 'map' | 'array'): Entries {
  const container = isJsonObject(data) ? data.servers : undefined;
  if (kind === 'map') return Object.entries(isJsonObject(container) ? container : {});
  const items: readonly Json[] = Array.isArray(container) ? container : [];
  return items.map((item) => [
    isJsonObject(item) && typeof item.name === 'string' ? item.name : undefined,
    item,
  ]);
}

/** What edits mean, written anew on pairs of name and value. */
function model(entries: Entries, written: WrittenYaml, edits: readonly EntryEdit[]): Entries {
  let list = [...entries];
  for (const edit of edits) {
    if (edit.op === 'remove') {
      list = list.filter(([name]) => name !== edit.name);
      continue;
    }
    const at = list.findLastIndex(([name]) => name === edit.name);
    const original = entries.findLast(([name]) => name === edit.name)?.[1] ?? null;
    const value = edit.op === 'restore' ? original : modelSet(list[at]?.[1], written, edit);
    if (at === -1) list.push([edit.name, value]);
    else list[at] = [edit.name, value];
  }
  return list;
}

function modelSet(current: Json | undefined, { kind }: WrittenYaml, edit: EntryEdit & { op: 'set' }): Json {
  const value: Record<string, Json> = {};
  if (isJsonObject(current)) for (const [key, member] of Object.entries(current)) setOwn(value, key, member);
  for (const [key, member] of Object.entries(edit.members)) setOwn(value, key, member);
  for (const key of edit.remove ?? []) Reflect.deleteProperty(value, key);
  if (kind === 'array') value.name = edit.name;
  return value;
}

function randomEdits(dice: Dice, written: WrittenYaml, text: string): EntryEdit[] {
  const entries = parseYamlDocument(text).entries(containerOf(written));
  return Array.from({ length: 1 + dice.below(4) }, (): EntryEdit => {
    const known = entries.length > 0 && dice.chance(70) ? dice.pick(entries) : undefined;
    const name = known?.name ?? dice.key();
    const choice = dice.below(10);
    if (choice < 3) return { op: 'remove', name };
    if (known && choice < 5) return { op: 'restore', name, text: known.text };
    const held = isJsonObject(known?.value) ? Object.keys(known.value) : [];
    const members = { ...dice.members(dice.below(4)) };
    if (known && isJsonObject(known.value) && dice.chance(50)) {
      for (const key of held) if (dice.chance(40)) setOwn(members, key, known.value[key] ?? null);
    }
    return { op: 'set', name, members, remove: held.filter(() => dice.chance(25)) };
  });
}

const containerOf = ({ kind }: WrittenYaml): Container =>
  kind === 'map' ? { kind, path: ['servers'] } : { kind, path: ['servers'], nameKey: 'name' };

/** Lines that no edit touches, in order. Those of an edited entry's members count where their values are equal. */
function lastingLines(written: WrittenYaml, edits: readonly EntryEdit[], before: Entries): string[] {
  const touched = new Map(edits.map((edit) => [edit.name, edits.filter(({ name }) => name === edit.name)]));
  return written.lines.flatMap(({ text, entry, member }) => {
    if (text.trim() === '' || text.startsWith('servers:') || entry === -1) return [];
    if (entry === undefined) return [text];
    const name = written.names[entry] ?? '';
    const changes = touched.get(name);
    if (!changes) return [text];
    const value = before.findLast(([known]) => known === name)?.[1];
    return changes.every((change) => leaves(change, member, { value, kind: written.kind })) ? [text] : [];
  });
}

function leaves(edit: EntryEdit, member: string | undefined, { value, kind }: Held): boolean {
  if (edit.op !== 'set' || !isJsonObject(value) || member === undefined) return false;
  const gone = edit.remove ?? [];
  // The first member of a list's item moves to the line of its dash when those before it go.
  if (kind === 'array' && gone.length > 0) return false;
  if (kind === 'array' && member === 'name') return true;
  if (gone.includes(member)) return false;
  return !Object.hasOwn(edit.members, member) || jsonEqual(edit.members[member], value[member]);
}

interface Held {
  readonly value: Json | undefined;
  readonly kind: 'map' | 'array';
}

function expectInOrder(lines: readonly string[], text: string): void {
  const all = text.replace(/^\ufeff/, '').split(/\r?\n/);
  let at = 0;
  for (const line of lines) {
    const found = all.indexOf(line, at);
    expect(found, `lost: ${JSON.stringify(line)}\n${text}`).not.toBe(-1);
    at = found + 1;
  }
}

/** In brackets: what stands before and after the container is the same, and its comments and untouched items are there. */
function expectFlow(written: WrittenYaml, edits: readonly EntryEdit[], text: string): void {
  const own = written.lines.flatMap(({ entry }, index) => (entry === -1 ? [index] : []));
  const from = own[0] ?? 0;
  const to = (own.at(-1) ?? 0) + 1;
  const source = written.lines.map((line) => line.text);
  const found = text.replace(/^\ufeff/, '').split(/\r?\n/);
  expect(found.slice(0, from)).toEqual(source.slice(0, from));
  const tail = source.slice(to).join('\n');
  expect(found.join('\n').trimEnd().endsWith(tail.trimEnd()), text).toBe(true);
  let at = 0;
  for (const mark of source.slice(from, to).flatMap((line) => /# .* \d+$/.exec(line)?.slice(0, 1) ?? [])) {
    at = text.indexOf(mark, at);
    expect(at, `lost: ${mark}\n${text}`).not.toBe(-1);
  }
  const touched = new Set(edits.map(({ name }) => name));
  for (const [index, item] of written.items.entries()) {
    if (!touched.has(written.names[index] ?? '')) expect(text).toContain(item);
  }
}

describe(`random YAML, ${EDITS} edits from seed ${SEED}`, () => {
  it('reads after every edit as what was meant, with all that is foreign in its place', () => {
    const counts = { documents: 0, edits: 0, unchanged: 0, in_flow: 0, refused: 0, undone: 0 };
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const dice = new Dice(gen);
        const written = writeYaml(dice);
        const before = read(written.text);
        const container = containerOf(written);
        const document = parseYamlDocument(written.text);
        expect(document.edit(container, [])).toBe(written.text);
        expect(jsonEqual(document.data, before), `misread:\n${written.text}`).toBe(true);
        const edits = randomEdits(dice, written, written.text);
        counts.documents += 1;
        counts.edits += edits.length;
        counts.in_flow += Number(written.inFlow);
        const after = tryEdit(written.text, container, edits);
        if (after === undefined) {
          counts.refused += 1;
          return;
        }
        counts.unchanged += Number(after === written.text);
        checkEdit({ written, edits, before, after });
        counts.undone += Number(checkUndo(written, container, dice));
      }),
      { numRuns: Math.ceil(EDITS / 2.38), seed: SEED, endOnFailure: true },
    );
    process.stdout.write(`yaml fuzz: ${JSON.stringify(counts)}\n`);
    expect(counts.edits).toBeGreaterThan(EDITS * 0.9);
    expect(counts.refused).toBeLessThan(EDITS / 200);
  }, 1_800_000);
});

function tryEdit(text: string, container: Container, edits: readonly EntryEdit[]): string | undefined {
  try {
    return parseYamlDocument(text).edit(container, edits);
  } catch (error) {
    if (error instanceof OrchestrationError && error.code === 'config_unsupported') {
      if (process.env.FUZZ_SHOW)
        process.stdout.write(`${String(error)}\n${text}\n${JSON.stringify(edits)}\n\n`);
      return undefined;
    }
    throw error;
  }
}

interface Edited {
  readonly written: WrittenYaml;
  readonly edits: readonly EntryEdit[];
  readonly before: Json;
  readonly after: string;
}

function checkEdit({ written, edits, before, after }: Edited): void {
  const entries = entriesOf(before, written.kind);
  const wanted = model(entries, written, edits);
  const data = read(after);
  const found = entriesOf(data, written.kind);
  const told = `${written.text}\n${JSON.stringify(edits, null, 1)}\n${after}`;
  if (written.kind === 'array') expect(jsonEqual(found, wanted), told).toBe(true);
  else expect(jsonEqual(Object.fromEntries(found), Object.fromEntries(wanted)), told).toBe(true);
  expect(jsonEqual(withoutServers(data), withoutServers(before)), told).toBe(true);
  expect(after.startsWith('\ufeff')).toBe(written.text.startsWith('\ufeff'));
  // Where an entry ends the file it may leave a blank line as the last.
  const isForeignLast = written.lines.at(-1)?.entry === undefined;
  if (isForeignLast) expect(after.endsWith('\n'), told).toBe(written.text.endsWith('\n'));
  if (written.text.includes('\r\n')) expect(/[^\r]\n/.test(after), told).toBe(false);
  else if (written.text.includes('\n')) expect(after.includes('\r'), told).toBe(false);
  expectInOrder(lastingLines(written, edits, entries), after);
  if (written.inFlow) expectFlow(written, edits, after);
  if (edits.every(({ op }) => op === 'remove')) checkRemoval({ written, edits, before, after });
}

/** Where nothing but removals was asked and something is left, the file is its own lines without theirs. */
function checkRemoval({ written, edits, after }: Edited): void {
  const gone = new Set(edits.map(({ name }) => name));
  if (written.inFlow || written.names.every((name) => gone.has(name))) return;
  const kept = written.lines.filter(
    ({ entry }) => entry === undefined || !gone.has(written.names[entry] ?? ''),
  );
  const lines = kept.map(({ text }) => text).filter((text) => text.trim() !== '');
  const found = after
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((text) => text.trim() !== '');
  expect(found).toEqual(lines);
}

/** An entry added to a container that is there, and removed, gives the same bytes; adding it again changes nothing. */
function checkUndo(written: WrittenYaml, container: Container, dice: Dice): boolean {
  const name = 'brand new';
  const edit: EntryEdit = { op: 'set', name, members: dice.members(3) };
  const added = tryEdit(written.text, container, [edit]);
  if (added === undefined) return false;
  expect(added).not.toBe(written.text);
  expect(parseYamlDocument(added).edit(container, [edit])).toBe(added);
  const undone = parseYamlDocument(added).edit(container, [{ op: 'remove', name }]);
  const data = read(written.text);
  const isNull = isJsonObject(data) && data.servers === null;
  if (!isNull) expect(undone, `${added}`).toBe(written.text);
  return !isNull;
}

function withoutServers(data: Json): Json {
  return isJsonObject(data)
    ? Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'servers'))
    : data;
}

const CORPUS = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url));
const CLIENTS: Readonly<Record<string, Container>> = {
  goose: { kind: 'map', path: ['extensions'] },
  continue: { kind: 'array', path: ['mcpServers'], nameKey: 'name' },
  librechat: { kind: 'map', path: ['mcpServers'] },
};

const files = existsSync(CORPUS)
  ? Object.keys(CLIENTS).flatMap((client) =>
      readdirSync(`${CORPUS}${client}`)
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => ({ client, file })),
    )
  : [];

describe.runIf(files.length > 0)('real files', () => {
  it.each(files)(
    '$client/$file: an entry is added, added again without effect, and removed',
    ({ client, file }) => {
      const container = CLIENTS[client];
      if (!container) throw new Error('The client has no container.');
      const text = readFileSync(`${CORPUS}${client}/${file}`, 'utf8');
      const members = {
        cmd: 'npx',
        args: ['-y', '@scope/pkg'],
        env: { PORT: '3000', NO: 'no' },
        timeout: 300,
      };
      const edits: EntryEdit[] = [{ op: 'set', name: 'brand new', members }];
      const document = parseYamlDocument(text);
      const added = document.edit(container, edits);
      expectInOrder(text.split(/\r?\n/), added);
      expect(parseYamlDocument(added).edit(container, edits)).toBe(added);
      expect(parseYamlDocument(added).entries(container)).toHaveLength(
        document.entries(container).length + 1,
      );
      const undone = parseYamlDocument(added).edit(container, [{ op: 'remove', name: 'brand new' }]);
      const key = container.path[0] ?? '';
      if (isJsonObject(document.data) && Object.hasOwn(document.data, key)) expect(undone).toBe(text);
      else expect(undone).toBe(withEmpty(text, `${key}: ${container.kind === 'map' ? '{}' : '[]'}`));
      for (const entry of document.entries(container)) {
        expect(document.edit(container, [{ op: 'restore', name: entry.name, text: entry.text }])).toBe(text);
      }
    },
  );
});

function withEmpty(text: string, line: string): string {
  return text.endsWith('\n') ? `${text}${line}\n` : `${text}\n${line}`;
}
