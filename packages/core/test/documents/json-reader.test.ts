import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, positionOf, readJson } from '../../src/documents/json-reader.js';
import { dataOf, itemsByKey, type JsonList } from '../../src/documents/json-syntax.js';
import { OrchestrationError } from '../../src/errors.js';

function listIn(text: string): JsonList {
  const { root } = readJson(text);
  if (root === undefined || root.kind === 'scalar') throw new Error('It is no list.');
  return root;
}

function failure(text: string): OrchestrationError {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof OrchestrationError) return error;
  }
  throw new Error('It did not fail as it should.');
}

describe('what a text holds', () => {
  it.each(['', ' ', '\n\t\r\n', '// a', '/* a */', '\uFEFF', '\uFEFF// a\n'])('of %j is no value', (text) => {
    expect(readJson(text)).toEqual({ text, root: undefined });
  });

  it.each<[string, unknown]>([
    ['1', 1],
    ['-0.50e+1', -5],
    ['"\\u0041\\/\\b"', 'A/\b'],
    ['"\\ud83c\\udf89"', '🎉'],
    ['true', true],
    ['false', false],
    ['null', null],
    ['[1,[2,],{},]', [1, [2], {}]],
    ['{"a":{"b":[null]},}', { a: { b: [null] } }],
    ['{"a":1,"a":2}', { a: 2 }],
    ['{"":1}', { '': 1 }],
    ['/* a */ [ // b\n1 /* c */ , // d\n ] // e', [1]],
    ['\uFEFF{"a": "\uFEFF"}', { a: '\uFEFF' }],
  ])('of %j is its data', (text, expected) => {
    const { root } = readJson(text);
    expect(root && dataOf(root)).toEqual(expected);
  });

  it('has the positions of every item', () => {
    const text = '{ "a" : [1 , 2],\n  "b": {} , }';
    const [a, b] = listIn(text).items;
    expect({ ...a, value: undefined }).toEqual({
      key: 'a',
      start: 2,
      keyEnd: 5,
      comma: 15,
      ownLine: false,
      value: undefined,
    });
    expect(a && [a.value.kind, text.slice(a.value.start, a.value.end)]).toEqual(['array', '[1 , 2]']);
    expect({ ...b, value: undefined }).toEqual({
      key: 'b',
      start: 19,
      keyEnd: 22,
      comma: 27,
      ownLine: true,
      value: undefined,
    });
    expect(b && [b.value.kind, text.slice(b.value.start, b.value.end)]).toEqual(['object', '{}']);
  });

  it('has elements without keys, which end where they start', () => {
    const [one, two] = listIn('[\n1, "x"]').items;
    expect(one).toEqual({
      key: undefined,
      start: 2,
      keyEnd: 2,
      value: { kind: 'scalar', start: 2, end: 3, value: 1 },
      comma: 3,
      ownLine: true,
    });
    expect(two).toMatchObject({ key: undefined, start: 5, keyEnd: 5, comma: undefined, ownLine: false });
  });

  it('groups duplicate keys in the order of the text', () => {
    const groups = itemsByKey(listIn('{"a": 1, "b": 2, "a": 3}'));
    expect([...groups].map(([key, items]) => [key, items.map(({ value }) => dataOf(value))])).toEqual([
      ['a', [1, 3]],
      ['b', [2]],
    ]);
    expect(itemsByKey(listIn('[1]')).size).toBe(0);
  });
});

describe('what does not parse', () => {
  it.each([
    ['{', 'a key in quotes is expected', 1, 2],
    ['[', 'a value is expected', 1, 2],
    ['{}}', 'the end of the file is expected', 1, 3],
    ['[]]', 'the end of the file is expected', 1, 3],
    ['1 2', 'the end of the file is expected', 1, 3],
    ['[1 2]', 'a comma or a closing bracket is expected', 1, 4],
    ['{"a": 1 "b"}', 'a comma or a closing brace is expected', 1, 9],
    ['[,]', 'a value is expected', 1, 2],
    ['{,}', 'a key in quotes is expected', 1, 2],
    ['{"a"}', 'a colon is expected', 1, 5],
    ['{"a",}', 'a colon is expected', 1, 5],
    ['{"a": }', 'a value is expected', 1, 7],
    ['{"a": 1,,}', 'a key in quotes is expected', 1, 9],
    ['{a: 1}', 'a key in quotes is expected', 1, 2],
    ['{1: 1}', 'a key in quotes is expected', 1, 2],
    ['{null: 1}', 'a key in quotes is expected', 1, 2],
    ['[1}', 'a comma or a closing bracket is expected', 1, 3],
    ['{"a": 1]', 'a comma or a closing brace is expected', 1, 8],
    ['[\n  1\n  2\n]', 'a comma or a closing bracket is expected', 3, 3],
    ['{\r\n  "a": 1\r\n  "b": 2\r\n}', 'a comma or a closing brace is expected', 3, 3],
    ['[\r1 2]', 'a comma or a closing bracket is expected', 2, 3],
    ['// a\n/* b\n*/ }', 'a value is expected', 3, 4],
    ['\uFEFF]', 'a value is expected', 1, 1],
    ['\uFEFF\n]', 'a value is expected', 2, 1],
    ['undefined', 'a value is expected', 1, 1],
    ['True', 'a value is expected', 1, 1],
    ['+1', 'a value is expected', 1, 1],
    ['.5', 'a value is expected', 1, 1],
    ["'a'", 'a value is expected', 1, 1],
    ['<<<<<<< HEAD', 'a value is expected', 1, 1],
    ['"a', 'a string, number or comment is malformed', 1, 1],
    ['["a\n"]', 'a string, number or comment is malformed', 1, 2],
    ['"\\q"', 'a string, number or comment is malformed', 1, 1],
    ['"\\u12"', 'a string, number or comment is malformed', 1, 1],
    ['"\u0001"', 'a string, number or comment is malformed', 1, 1],
    ['1.', 'a string, number or comment is malformed', 1, 1],
    ['1e', 'a string, number or comment is malformed', 1, 1],
    ['-', 'a value is expected', 1, 1],
    ['{ /* a }', 'a string, number or comment is malformed', 1, 3],
  ])('%j: %s at line %i, column %i', (text, what, line, column) => {
    const error = failure(text);
    expect(error.code).toBe('config_unparsable');
    expect(error.message).toBe(
      `The client's file does not parse: ${what} at line ${line}, column ${column}. It was left as it is.`,
    );
  });

  it('says nothing of what the file holds', () => {
    expect(JSON.stringify(failure('{"token": "s3cret" "x": 1}').toReport())).not.toContain('s3cret');
    expect(JSON.stringify(failure('{"token": "s3cret').toReport())).not.toContain('s3cret');
  });
});

describe('how deep brackets nest', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const inObjects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

  it('is as deep as the limit says', () => {
    expect(readJson(nested(MAX_JSON_DEPTH)).root).toMatchObject({ kind: 'array' });
    expect(readJson(inObjects(MAX_JSON_DEPTH)).root).toMatchObject({ kind: 'object' });
  });

  it.each([
    ['arrays', nested(MAX_JSON_DEPTH + 1), MAX_JSON_DEPTH + 1],
    ['objects', inObjects(MAX_JSON_DEPTH + 1), MAX_JSON_DEPTH * 5 + 1],
  ])('is no deeper in %s, and the place is told', (_, text, column) => {
    const error = failure(text);
    expect(error.code).toBe('config_unsupported');
    expect(error.message).toBe(
      `The client's file nests deeper than ${MAX_JSON_DEPTH} levels at line 1, column ${column}; it was left as it is.`,
    );
  });
});

describe('positionOf', () => {
  it.each([
    ['', 0, 'line 1, column 1'],
    ['abc', 2, 'line 1, column 3'],
    ['a\nb', 2, 'line 2, column 1'],
    ['a\r\nb', 3, 'line 2, column 1'],
    ['a\rb', 2, 'line 2, column 1'],
    ['a\n\n\nb', 4, 'line 4, column 1'],
    ['\uFEFFab', 2, 'line 1, column 2'],
    ['\uFEFF', 1, 'line 1, column 1'],
    ['a🎉b', 3, 'line 1, column 4'],
  ])('in %j at %i is %s', (text, offset, expected) => {
    expect(positionOf(text, offset)).toBe(expected);
  });
});
