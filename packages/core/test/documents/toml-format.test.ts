import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import {
  draftOf,
  formatInline,
  formatKey,
  formatTables,
  joinKeys,
  type TomlTableDraft,
} from '../../src/documents/toml-format.js';
import type { Json, JsonObject } from '../../src/json.js';
import { lines } from './edit-table.js';

const tableOf = (data: JsonObject): TomlTableDraft => draftOf(data) as TomlTableDraft;
const unsupported = expect.objectContaining({ code: 'config_unsupported' });

describe('a key', () => {
  it.each([
    ['a', 'a'],
    ['A_b-9', 'A_b-9'],
    ['1234', '1234'],
    ['-', '-'],
    ['', '""'],
    ['a b', '"a b"'],
    ['a.b', '"a.b"'],
    ['é', '"é"'],
    ['"', '"\\""'],
    ['a\nb', '"a\\nb"'],
    ['@scope/x', '"@scope/x"'],
    ["it's", '"it\'s"'],
  ])('%j is written %s', (key, expected) => {
    expect(formatKey(key)).toBe(expected);
    expect(parse(`${expected} = 1`)).toEqual({ [key]: 1 });
  });

  it('is joined to another by a dot, but not to nothing', () => {
    expect(joinKeys('a', 'b.c')).toBe('a.b.c');
    expect(joinKeys('', 'b')).toBe('b');
  });
});

describe('a value on one line', () => {
  it.each<[string, Json, string]>([
    ['a text', 'x', '"x"'],
    ['an empty text', '', '""'],
    ['quotes and backslashes', 'a"b\\c', '"a\\"b\\\\c"'],
    ['line ends and tabs', 'a\r\n\tb', '"a\\r\\n\\tb"'],
    ['controls', '\u0000\u001f\u007f', '"\\u0000\\u001f\\u007F"'],
    ['text beyond ASCII', 'é漢🎉', '"é漢🎉"'],
    ['an integer', -12, '-12'],
    ['zero', 0, '0'],
    ['the greatest exact integer', 2 ** 53 - 1, '9007199254740991'],
    ['an integer that is not exact, as a float', 2 ** 53, '9007199254740992.0'],
    ['a float', 0.25, '0.25'],
    ['a great float', 1e21, '1e+21'],
    ['a small float', 1e-7, '1e-7'],
    ['true', true, 'true'],
    ['false', false, 'false'],
    ['an empty list', [], '[]'],
    ['a list', [1, 'x', true], '[1, "x", true]'],
    ['a list of lists', [[], [1]], '[[], [1]]'],
    ['a list of tables', [{ a: 1 }, {}], '[{ a = 1 }, {}]'],
    ['an empty table', {}, '{}'],
    ['a table', { a: 1, 'b c': 'x' }, '{ a = 1, "b c" = "x" }'],
    ['a table of tables', { a: { b: { c: [] } } }, '{ a = { b = { c = [] } } }'],
  ])('%s', (_, value, expected) => {
    expect(formatInline(draftOf(value))).toBe(expected);
    expect(parse(`v = ${expected}`)).toEqual({ v: value });
  });

  it.each<[string, Json]>([
    ['null', null],
    ['null within a list', [1, [null]]],
    ['null within a table', { a: { b: null } }],
    ['half of a character', 'a\ud800b'],
    ['half of a character in a list', ['\udc00']],
  ])('%s is refused', (_, value) => {
    expect(() => formatInline(draftOf(value))).toThrow(unsupported);
  });

  it('half of a character in a key is refused', () => {
    expect(() => formatKey('\ud800')).toThrow(unsupported);
  });

  it('is source text where the draft is one', () => {
    expect(formatInline({ members: [['since', '1979-05-27']] })).toBe('{ since = 1979-05-27 }');
  });
});

describe('tables', () => {
  const head = { path: 'servers.a', eol: '\n' };

  it.each<[string, JsonObject, string[]]>([
    ['of nothing', {}, ['[servers.a]']],
    ['of values', { x: 1, y: [2] }, [lines('[servers.a]', 'x = 1', 'y = [2]')]],
    ['of tables alone', { env: { A: 'b' } }, ['[servers.a]', lines('[servers.a.env]', 'A = "b"')]],
    [
      'of values after tables: they come first',
      { env: { A: 'b' }, x: 1 },
      [lines('[servers.a]', 'x = 1'), lines('[servers.a.env]', 'A = "b"')],
    ],
    [
      'of tables within tables',
      { t: { u: { v: 1 } } },
      ['[servers.a]', '[servers.a.t]', lines('[servers.a.t.u]', 'v = 1')],
    ],
    [
      'of keys that need quotes',
      { 'a b': { 'c.d': 1 } },
      ['[servers.a]', lines('[servers.a."a b"]', '"c.d" = 1')],
    ],
    ['of lists of tables, which stand inline', { l: [{ a: 1 }] }, [lines('[servers.a]', 'l = [{ a = 1 }]')]],
  ])('%s', (_, data, expected) => {
    expect(formatTables(tableOf(data), head)).toEqual(expected);
    expect(parse(expected.join('\n\n'))).toEqual({ servers: { a: data } });
  });

  it('have double brackets for an element, and single ones below it', () => {
    expect(formatTables(tableOf({ name: 'x', env: {} }), { ...head, element: true })).toEqual([
      lines('[[servers.a]]', 'name = "x"'),
      '[servers.a.env]',
    ]);
  });

  it('end their lines as the file does', () => {
    expect(formatTables(tableOf({ x: 1, y: 2 }), { ...head, eol: '\r\n' })).toEqual([
      '[servers.a]\r\nx = 1\r\ny = 2',
    ]);
  });
});

describe('what is written', () => {
  const scalar = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 3 },
      ),
    ),
  }));

  it('is read by another reader as what it was, inline and as tables', () => {
    fc.assert(
      fc.property(value, (data) => {
        fc.pre(!/"__proto__"|:-0[,}\]]/.test(JSON.stringify(data)));
        expect(plain(parse(`v = ${formatInline(draftOf(data))}`))).toEqual(plain({ v: data }));
        const tables = formatTables(tableOf({ v: data }), { path: 'a', eol: '\n' });
        expect(plain(parse(tables.join('\n')))).toEqual(plain({ a: { v: data } }));
      }),
      { numRuns: 200 },
    );
  });
});

/** Objects of one kind, whatever prototype a reader gives them; and zero without its sign. */
function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data));
}
