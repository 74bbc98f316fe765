import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerEntry } from '../../src/registry/server-entry.js';
import { type EntryText, entryTexts } from '../../src/secrets/entry-texts.js';
import { mapEntryTexts } from '../../src/secrets/map-entry-texts.js';

const ENTRY: ServerEntry = {
  command: 'npx',
  args: ['-y', '--token', 'a', 'plain'],
  env: { LEVEL: 'debug' },
  enabled: false,
  extra: { cursor: { list: ['x', 1, null, true], 'a.b': { c: 'y' } } },
};

const entries = fc.record(
  {
    command: fc.string(),
    args: fc.array(fc.string(), { maxLength: 4 }),
    env: fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }),
    extra: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 }),
  },
  { requiredKeys: ['command'] },
) as fc.Arbitrary<ServerEntry>;

describe('replacing the texts of an entry', () => {
  it('comes to every text once, with its place and its name', () => {
    const seen: EntryText[] = [];
    mapEntryTexts(ENTRY, (text) => {
      seen.push(text);
      return text.text;
    });
    expect(seen.map(({ path, name, text }) => [path.join('/'), name, text])).toEqual([
      ['command', 'command', 'npx'],
      ['args/0', 'args', '-y'],
      ['args/1', 'args', '--token'],
      ['args/2', 'token', 'a'],
      ['args/3', 'args', 'plain'],
      ['env/LEVEL', 'LEVEL', 'debug'],
      ['extra/cursor/list/0', 'list', 'x'],
      ['extra/cursor/a.b/c', 'c', 'y'],
    ]);
    expect(seen).toEqual(entryTexts(ENTRY));
  });

  it('replaces texts, and neither names nor what is no text', () => {
    expect(mapEntryTexts(ENTRY, ({ text }) => text.toUpperCase())).toEqual({
      command: 'NPX',
      args: ['-Y', '--TOKEN', 'A', 'PLAIN'],
      env: { LEVEL: 'DEBUG' },
      enabled: false,
      extra: { cursor: { list: ['X', 1, null, true], 'a.b': { c: 'Y' } } },
    });
  });

  it('tells a dotted key from a path', () => {
    const entry: ServerEntry = { command: 'x', extra: { 'a.b': 'one', a: { b: 'two' } } };
    const mapped = mapEntryTexts(entry, ({ path }) => path.join('/'));
    expect(mapped.extra).toEqual({ 'a.b': 'extra/a.b', a: { b: 'extra/a/b' } });
  });

  it('comes back the same where nothing is replaced, and leaves the entry alone', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const before = structuredClone(entry);
        const mapped = mapEntryTexts(entry, ({ text }) => text);
        expect(mapped).toEqual(entry);
        expect(mapped).not.toBe(entry);
        expect(entry).toEqual(before);
      }),
    );
  });

  it('replaces each text by what was made of it', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const mapped = mapEntryTexts(entry, ({ text }) => `<${text}>`);
        expect(entryTexts(mapped).map(({ text }) => text)).toEqual(
          entryTexts(entry).map(({ text }) => `<${text}>`),
        );
      }),
    );
  });

  it('keeps a key __proto__ as a key', () => {
    const entry = JSON.parse('{"command":"x","extra":{"__proto__":{"a":"b"}}}');
    expect(JSON.stringify(mapEntryTexts(entry, ({ text }) => text))).toBe(JSON.stringify(entry));
  });
});
