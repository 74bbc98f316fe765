import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/documents/json-reader.js';
import { isInline, type JsonStyle, lastListIn, styleOf } from '../../src/documents/json-style.js';
import type { JsonList } from '../../src/documents/json-syntax.js';

function listIn(text: string): JsonList {
  const { root } = readJson(text);
  if (root === undefined || root.kind === 'scalar') throw new Error('It is no list.');
  return root;
}

const styleIn = (text: string) => styleOf(text, [listIn(text)]);

const USUAL: JsonStyle = {
  eol: '\n',
  unit: '  ',
  colon: ': ',
  comma: ', ',
  pad: '',
  inlineArrays: false,
};

describe('styleOf', () => {
  it.each<[string, string, Partial<JsonStyle>]>([
    ['an empty object is the usual one', '{}', {}],
    ['an empty array is the usual one', '[]', {}],
    ['lines end as the first one does', '{\r\n}\n', { eol: '\r\n' }],
    ['lines end as the first one does, the other way round', '{\n}\r\n', { eol: '\n' }],
    ['lines end in carriage returns alone', '{\r}', { eol: '\r' }],
    ['four blanks', '{\n    "a": 1\n}', { unit: '    ' }],
    ['one blank', '{\n "a": 1\n}', { unit: ' ' }],
    ['a tab', '{\n\t"a": 1\n}', { unit: '\t' }],
    ['the step beyond the line of the brace', '  {\n     "a": 1\n  }', { unit: '   ' }],
    ['no step at all tells nothing', '{\n"a": 1\n}', {}],
    ['a step back tells nothing', '    {\n  "a": 1\n}', {}],
    ['a step from tabs to blanks tells nothing', '\t{\n    "a": 1\n}', {}],
    [
      'the first item on its own line shows the step',
      '{ "a": 1,\n      "b": 2 }',
      { unit: '      ', pad: '' },
    ],
    ['a colon without blanks, whose commas have none either', '{"a":1}', { colon: ':', comma: ',' }],
    ['a colon with a blank before it', '{"a" : 1}', { colon: ' : ' }],
    ['a colon with a tab behind it', '{"a":\t1}', { colon: ':\t' }],
    ['the colon of the last property', '{"a":1, "b" :2}', { colon: ' :', comma: ', ' }],
    ['a colon with a comment tells nothing', '{"a": /* c */ 1}', {}],
    ['a colon with a line break tells nothing', '{"a":\n1}', {}],
    ['a comma with two blanks', '{"a": 1,  "b": 2}', { comma: ',  ' }],
    ['a comma without any', '{"a": 1,"b": 2}', { comma: ',' }],
    ['a comma at the end of its line tells nothing', '[1,\n2]', { unit: '  ', inlineArrays: false }],
    ['a comma with a comment tells nothing', '{"a": 1, /* c */ "b": 2}', {}],
    ['a trailing comma tells nothing', '{"a": 1, }', {}],
    ['blanks within braces', '{ "a": 1 }', { pad: ' ' }],
    ['two blanks within braces', '{  "a": 1  }', { pad: '  ' }],
    ['blanks within brackets are not those of braces', '[ 1 ]', { inlineArrays: true }],
    ['a comment behind the brace tells nothing', '{/* c */"a": 1}', {}],
    ['an array on one line', '{\n  "a": [1, 2]\n}', { inlineArrays: true }],
    ['an array on many lines', '{\n  "a": [\n    1\n  ]\n}', {}],
    ['the first array decides', '{\n  "a": [1],\n  "b": [\n    1\n  ]\n}', { inlineArrays: true }],
    ['an array further in', '{\n  "a": {\n    "b": ["x"]\n  }\n}', { inlineArrays: true }],
    ['an empty array tells nothing', '{\n  "a": []\n}', {}],
    ['an array of objects tells nothing', '{\n  "a": [{}]\n}', {}],
    ['an array of arrays is asked for those', '{\n  "a": [[1]]\n}', { inlineArrays: true }],
  ])('%s', (_, text, expected) => {
    expect(styleIn(text)).toEqual({ ...USUAL, ...expected });
  });

  it('asks the nearest list first, for each question by itself', () => {
    const text = '{\n    "a": { "b" : 1 },\n    "c":[1]\n}';
    const root = listIn(text);
    const inner = lastListIn(root, 'object');
    if (inner === undefined) throw new Error('It is there.');
    expect(styleOf(text, [inner, root])).toEqual({
      ...USUAL,
      unit: '    ',
      colon: ' : ',
      pad: ' ',
      inlineArrays: true,
    });
    expect(styleOf(text, [root, inner]).colon).toBe(':');
  });

  it('falls back on a base, line end included', () => {
    const base: JsonStyle = {
      eol: '\r\n',
      unit: '\t',
      colon: ' : ',
      comma: ' ,',
      pad: '   ',
      inlineArrays: true,
    };
    expect(styleOf('{}', [listIn('{}')], base)).toEqual(base);
    expect(styleOf('{}', [], base)).toEqual(base);
  });
});

describe('lastListIn', () => {
  const text = '{"a": {"x": 1}, "b": {"x": 2}, "c": {}, "d": [1], "e": 3, "f": [[]]}';

  it.each([
    ['object', '{"x": 2}'],
    ['array', '[[]]'],
  ] as const)('finds the last %s that holds something', (kind, expected) => {
    const found = lastListIn(listIn(text), kind);
    expect(found && text.slice(found.start, found.end)).toBe(expected);
  });

  it.each(['{}', '{"a": 1}', '{"a": {}, "b": []}'])('finds none in %s', (without) => {
    expect(lastListIn(listIn(without), 'object')).toBeUndefined();
    expect(lastListIn(listIn(without), 'array')).toBeUndefined();
  });
});

describe('isInline', () => {
  it.each([
    ['{"a": 1}', true],
    ['\n{"a": 1}\n', true],
    ['{"a":\n1}', false],
    ['{"a":\r1}', false],
    ['{"a": "\\n"}', true],
    ['{ /* a\nb */ }', false],
  ])('of %j is %s', (text, expected) => {
    expect(isInline(text, listIn(text))).toBe(expected);
  });
});
