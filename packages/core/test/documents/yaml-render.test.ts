import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  afterColon,
  blockItem,
  blockPair,
  flowPair,
  flowValue,
  type YamlStyle,
} from '../../src/documents/yaml-render.js';
import type { Json } from '../../src/json.js';
import { lines } from './edit-table.js';

const USUAL: YamlStyle = { step: 2, listStep: 2, lineBreak: '\n', json: false };
const FLAT: YamlStyle = { ...USUAL, listStep: 0 };
const WIDE: YamlStyle = { ...USUAL, step: 4, listStep: 3 };
const AS_JSON: YamlStyle = { ...USUAL, json: true };

describe('a pair on lines', () => {
  it.each<[string, Json, YamlStyle, string]>([
    ['a text', 'x', USUAL, 'k: x'],
    ['a text that needs quotes', 'yes', USUAL, 'k: "yes"'],
    ['a text of several lines', 'a\nb', USUAL, 'k: "a\\nb"'],
    ['a number', 1.5, USUAL, 'k: 1.5'],
    ['a number with an exponent', 1e21, USUAL, 'k: 1.0e+21'],
    ['true', true, USUAL, 'k: true'],
    ['null', null, USUAL, 'k: null'],
    ['an empty map', {}, USUAL, 'k: {}'],
    ['an empty list', [], USUAL, 'k: []'],
    ['a map', { a: 1, b: 'x' }, USUAL, lines('k:', '  a: 1', '  b: x')],
    ['a map of maps', { a: { b: { c: 1 } } }, USUAL, lines('k:', '  a:', '    b:', '      c: 1')],
    ['a map further in', { a: { b: 1 } }, WIDE, lines('k:', '    a:', '        b: 1')],
    ['a list', [1, 'x'], USUAL, lines('k:', '  - 1', '  - x')],
    ['a list at the key', [1, 'x'], FLAT, lines('k:', '- 1', '- x')],
    ['a list three further in', [1], WIDE, lines('k:', '   - 1')],
    ['a list of lists', [[1, [2]], []], USUAL, lines('k:', '  - [1, [2]]', '  - []')],
    ['a list of maps', [{ a: 1, b: 2 }, {}], USUAL, lines('k:', '  - a: 1', '    b: 2', '  - {}')],
    [
      'a map within a list within a map',
      { l: [{ a: { b: 1 }, c: [2] }] },
      USUAL,
      lines('k:', '  l:', '    - a:', '        b: 1', '      c:', '        - 2'),
    ],
    [
      'a map within a list at the key',
      { l: [{ a: { b: 1 }, c: [2] }] },
      FLAT,
      lines('k:', '  l:', '  - a:', '      b: 1', '    c:', '    - 2'),
    ],
    [
      'a list of maps whose step is wide: behind the dash two columns do',
      [{ a: { b: 1 } }],
      WIDE,
      lines('k:', '   - a:', '         b: 1'),
    ],
    ['keys that need quotes', { 'a: b': { '1': 2 } }, USUAL, lines('k:', '  "a: b":', '    "1": 2')],
  ])('%s', (_, value, style, expected) => {
    expect(blockPair('k', value, { column: 0, style })).toBe(expected);
    expect(parse(expected)).toEqual({ k: value });
  });

  it('stands at its column, with every line of it', () => {
    expect(blockPair('k', { a: [1] }, { column: 3, style: USUAL })).toBe(
      lines('   k:', '     a:', '       - 1'),
    );
  });

  it('breaks lines as the file does', () => {
    const style = { ...USUAL, lineBreak: '\r\n' };
    expect(blockPair('k', { a: [1, { b: 2, c: 3 }] }, { column: 0, style })).toBe(
      'k:\r\n  a:\r\n    - 1\r\n    - b: 2\r\n      c: 3',
    );
  });

  it('quotes a key of more than one meaning', () => {
    expect(blockPair('no', 1, { column: 0, style: USUAL })).toBe('"no": 1');
    expect(blockPair('', 1, { column: 0, style: USUAL })).toBe('"": 1');
  });
});

describe('what follows a colon', () => {
  it.each<[string, Json, string]>([
    ['a scalar is parted by a blank', 'x', ' x'],
    ['an empty map too', {}, ' {}'],
    ['an empty list too', [], ' []'],
    ['a map begins a line', { a: 1 }, '\n  a: 1'],
    ['a list begins a line', [1], '\n  - 1'],
  ])('%s', (_, value, expected) => {
    expect(afterColon(value, { column: 0, style: USUAL })).toBe(expected);
  });
});

describe('an item on lines', () => {
  it.each<[string, Json, string]>([
    ['a text', 'x', '  - x'],
    ['a text that begins like an item', '- x', '  - "- x"'],
    ['null', null, '  - null'],
    ['an empty map', {}, '  - {}'],
    ['an empty list', [], '  - []'],
    ['a list, in brackets', [1, { a: 'x y' }], '  - [1, {a: "x y"}]'],
    ['a map of one pair', { a: 1 }, '  - a: 1'],
    [
      'a map of two, the second below the first',
      { a: 1, b: { c: 2 } },
      lines('  - a: 1', '    b:', '      c: 2'),
    ],
  ])('%s', (_, value, expected) => {
    expect(blockItem(value, { column: 2, style: USUAL })).toBe(expected);
    expect(parse(expected)).toEqual([value]);
  });
});

describe('a value within brackets', () => {
  it.each<[string, Json, string, string]>([
    ['a word', 'x', 'x', '"x"'],
    ['a text with a blank', 'x y', '"x y"', '"x y"'],
    ['a number', 1e21, '1.0e+21', '1.0e+21'],
    ['false', false, 'false', 'false'],
    ['null', null, 'null', 'null'],
    ['an empty list', [], '[]', '[]'],
    ['an empty map', {}, '{}', '{}'],
    ['a list', ['a', 'b,c', 1], '[a, "b,c", 1]', '["a", "b,c", 1]'],
    ['a map', { a: 'b', 'c d': 1 }, '{a: b, "c d": 1}', '{"a": "b", "c d": 1}'],
    ['maps and lists', { a: [{ b: [] }] }, '{a: [{b: []}]}', '{"a": [{"b": []}]}'],
    ['a word of more than one meaning', ['on'], '["on"]', '["on"]'],
  ])('%s', (_, value, expected, json) => {
    expect(flowValue(value, USUAL)).toBe(expected);
    expect(flowValue(value, AS_JSON)).toBe(json);
  });

  it('is JSON where the file is, but for numbers with exponents', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(json, (text) => {
        fc.pre(!/\de[+-]?\d/.test(text));
        expect(JSON.parse(flowValue(JSON.parse(text) as Json, AS_JSON))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is a pair of a key and a text that is there', () => {
    expect(flowPair('a', '[1]', USUAL)).toBe('a: [1]');
    expect(flowPair('a b', '[1]', USUAL)).toBe('"a b": [1]');
    expect(flowPair('a', '[1]', AS_JSON)).toBe('"a": [1]');
  });
});
