import { describe, expect, it } from 'vitest';
import {
  type Printable,
  type PrintPlace,
  printItem,
  printJson,
  RawJson,
} from '../../src/documents/json-print.js';
import { MAX_JSON_DEPTH } from '../../src/documents/json-reader.js';
import type { JsonStyle } from '../../src/documents/json-style.js';

const STYLE: JsonStyle = {
  eol: '\n',
  unit: '  ',
  colon: ': ',
  comma: ', ',
  pad: '',
  inlineArrays: false,
};

const place = (style: Partial<JsonStyle> = {}, inline = false, indent = ''): PrintPlace => ({
  style: { ...STYLE, ...style },
  indent,
  inline,
});

const DATA = { a: [1, 'x'], b: { c: null, d: [] }, e: [{ f: true }], g: {} };

describe('printJson', () => {
  it.each<[string, Printable, string]>([
    ['a text', 'a"\\\n', '"a\\"\\\\\\n"'],
    ['a text beyond ASCII', 'é漢🎉', '"é漢🎉"'],
    ['half of a character, escaped', '\ud800', '"\\ud800"'],
    ['zero, without its sign', -0, '0'],
    ['a number with an exponent', 1e-7, '1e-7'],
    ['true', true, 'true'],
    ['null', null, 'null'],
    ['an empty object', {}, '{}'],
    ['an empty array', [], '[]'],
    ['source text, as it is', new RawJson('{ "a" : 1.0 }'), '{ "a" : 1.0 }'],
  ])('prints %s the same on one line and on many', (_, value, expected) => {
    expect(printJson(value, place())).toBe(expected);
    expect(printJson(value, place({}, true))).toBe(expected);
  });

  it('prints as JSON.stringify does with the usual style', () => {
    expect(printJson(DATA, place())).toBe(JSON.stringify(DATA, null, 2));
    expect(printJson(DATA, place({ unit: '\t' }))).toBe(JSON.stringify(DATA, null, '\t'));
    expect(printJson(DATA, place({ colon: ':', comma: ',' }, true))).toBe(JSON.stringify(DATA));
  });

  it.each<[string, PrintPlace, string]>([
    [
      'on one line',
      place({}, true),
      '{"a": [1, "x"], "b": {"c": null, "d": []}, "e": [{"f": true}], "g": {}}',
    ],
    [
      'with blanks within braces, and none within brackets',
      place({ pad: ' ' }, true),
      '{ "a": [1, "x"], "b": { "c": null, "d": [] }, "e": [{ "f": true }], "g": {} }',
    ],
    [
      'with colons and commas of its own',
      place({ colon: ' : ', comma: ' , ' }, true),
      '{"a" : [1 , "x"] , "b" : {"c" : null , "d" : []} , "e" : [{"f" : true}] , "g" : {}}',
    ],
    [
      'with arrays of scalars on one line',
      place({ inlineArrays: true }),
      '{\n  "a": [1, "x"],\n  "b": {\n    "c": null,\n    "d": []\n  },\n  "e": [\n    {\n      "f": true\n    }\n  ],\n  "g": {}\n}',
    ],
    [
      'at an indentation, which the first line does not repeat',
      place({ unit: '   ' }, false, '\t'),
      '{\n\t   "a": [\n\t      1,\n\t      "x"\n\t   ],\n\t   "b": {\n\t      "c": null,\n\t      "d": []\n\t   },\n\t   "e": [\n\t      {\n\t         "f": true\n\t      }\n\t   ],\n\t   "g": {}\n\t}',
    ],
    [
      'with line ends of its own, which the comma before them does not blank',
      place({ eol: '\r\n', comma: ',   ' }),
      JSON.stringify(DATA, null, 2).replaceAll('\n', '\r\n'),
    ],
  ])('prints %s', (_, where, expected) => {
    expect(printJson(DATA, where)).toBe(expected);
  });

  it('keeps the blanks within braces off many lines', () => {
    expect(printJson({ a: 1 }, place({ pad: ' ' }))).toBe('{\n  "a": 1\n}');
  });

  it('counts null among scalars when arrays stand on one line', () => {
    expect(printJson([null, 1], place({ inlineArrays: true }))).toBe('[null, 1]');
    expect(printJson([[1]], place({ inlineArrays: true }))).toBe('[\n  [1]\n]');
  });

  it('prints source text within data', () => {
    const value = { a: new RawJson('[1 ,2]'), b: [new RawJson('1e0')] };
    expect(printJson(value, place())).toBe('{\n  "a": [1 ,2],\n  "b": [\n    1e0\n  ]\n}');
  });

  it('prints __proto__ as a key like any other', () => {
    expect(printJson(JSON.parse('{"__proto__": 1}') as Printable, place({}, true))).toBe('{"__proto__": 1}');
  });

  it('nests as deep as files may, and no deeper', () => {
    const nested = (depth: number) => Array.from({ length: depth }).reduce<Printable>((inner) => [inner], 1);
    const text = printJson(nested(MAX_JSON_DEPTH), place({}, true));
    expect(text).toBe(`${'['.repeat(MAX_JSON_DEPTH)}1${']'.repeat(MAX_JSON_DEPTH)}`);
    const error = expect.objectContaining({ code: 'config_unsupported' });
    expect(() => printJson(nested(MAX_JSON_DEPTH + 1), place())).toThrow(error);
    const inObjects = Array.from({ length: MAX_JSON_DEPTH + 1 }).reduce<Printable>((a) => ({ a }), 1);
    expect(() => printJson(inObjects, place())).toThrow(error);
  });
});

describe('printItem', () => {
  it.each<[string, { key: string | undefined; value: Printable }, string]>([
    ['an element, without a key', { key: undefined, value: [1] }, '[1]'],
    ['a property', { key: 'a', value: 1 }, '"a" : 1'],
    ['a property with an empty key', { key: '', value: 1 }, '"" : 1'],
    ['a property whose key is escaped', { key: 'a"\n', value: 1 }, '"a\\"\\n" : 1'],
  ])('prints %s', (_, item, expected) => {
    expect(printItem(item, place({ colon: ' : ' }, true))).toBe(expected);
  });
});
