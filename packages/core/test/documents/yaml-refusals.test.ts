import { describe, expect, it } from 'vitest';
import type { Container } from '../../src/documents/document.js';
import { parseYamlDocument } from '../../src/documents/yaml-document.js';
import { OrchestrationError } from '../../src/errors.js';
import { remove, restore, set } from './edit-table.js';

const MAP: Container = { kind: 'map', path: ['servers'] };
const ARRAY: Container = { kind: 'array', path: ['servers'], nameKey: 'name' };

function failure(action: () => unknown): OrchestrationError {
  try {
    action();
  } catch (error) {
    if (error instanceof OrchestrationError) return error;
  }
  throw new Error('It did not fail as it should.');
}

describe('a file that does not parse', () => {
  it.each([
    ['a: [', 'line 1, column 5: bad indent'],
    ['a: {b: 1', 'line 1, column 9: bad indent'],
    ['a: }', 'line 1, column 4: unexpected token'],
    ['a: 1\n b: 2', 'line 1, column 4: block as implicit key'],
    ['a: 1\r\n b: 2\r\n', 'line 1, column 4: block as implicit key'],
    ['a\nb: 1', 'line 1, column 1: multiline implicit key'],
    ['a: b: c', 'line 1, column 4: block as implicit key'],
    ['- a\nb: 1', 'line 2, column 1: unexpected token'],
    ['a: - b', 'line 1, column 4: unexpected token'],
    ['a: "x', 'line 1, column 6: missing char'],
    ["a: 'x", 'line 1, column 6: missing char'],
    ['a: "b" c', 'line 1, column 8: unexpected token'],
    ['a: "\\q"', 'line 1, column 5: bad dq escape'],
    ['a: |x\n  y', 'line 1, column 5: unexpected token'],
    ['a: @x', 'line 1, column 4: bad scalar start'],
    ['a: `x`', 'line 1, column 4: bad scalar start'],
    ['a: %x', 'line 1, column 4: bad scalar start'],
    ['\ta: 1', 'line 1, column 1: tab as indent'],
    ['a:\n\tb: 1', 'line 2, column 1: tab as indent'],
    ['a: {b: 1,, c: 2}', 'line 1, column 10: unexpected token'],
    ['a: [1\n]\nb', 'line 3, column 1: missing char'],
    ['\ufeffa: }', 'line 1, column 4: unexpected token'],
  ])('%j: %s', (text, place) => {
    const error = failure(() => parseYamlDocument(text));
    expect(error.code).toBe('config_unparsable');
    expect(error.message).toBe(`The YAML does not parse at ${place}.`);
  });

  it('is told where it refers to nothing', () => {
    expect(failure(() => parseYamlDocument('a:\n  - *x\n'))).toMatchObject({
      code: 'config_unparsable',
      message: 'The YAML refers to an anchor that is not there at line 2, column 5.',
    });
  });
});

describe('a file of several documents', () => {
  it.each([
    ['a: 1\n---\nb: 1\n', 2],
    ['a: 1\n---', 2],
    ['a: 1\n...\nb: 1', 3],
    ['---\n---\n', 2],
  ])('%j is refused at line %i', (text, line) => {
    expect(failure(() => parseYamlDocument(text))).toMatchObject({
      code: 'config_unsupported',
      message: `The YAML holds a second document at line ${line}, column 1.`,
    });
  });
});

describe('something else than a container', () => {
  it.each([
    ['a text', 'servers: x\n', MAP, 'line 1, column 10'],
    ['a number', 'servers: 1\n', ARRAY, 'line 1, column 10'],
    ['a list for a map', 'servers:\n  - a\n', MAP, 'line 2, column 3'],
    ['a map for a list', 'servers:\n  a: 1\n', ARRAY, 'line 2, column 3'],
    ['brackets for braces', 'servers: []\n', MAP, 'line 1, column 10'],
    ['braces for brackets', 'x: 1\nservers: {}\n', ARRAY, 'line 2, column 10'],
    ['a block scalar', 'servers: |\n  a: 1\n', MAP, 'line 1, column 10'],
    ['a list at the root', '- servers\n', MAP, 'line 1, column 1'],
    ['a text at the root', '# c\nservers\n', MAP, 'line 2, column 1'],
  ] as const)('%s is refused with its place', (_, text, container, place) => {
    const document = parseYamlDocument(text);
    const expected = {
      code: 'config_unsupported',
      message: `Something else than a container of servers stands at ${place}.`,
    };
    expect(failure(() => document.entries(container))).toMatchObject(expected);
    expect(failure(() => document.edit(container, [set('a', {})]))).toMatchObject(expected);
    expect(failure(() => document.edit(container, [remove('a')]))).toMatchObject(expected);
  });
});

describe('an entry that cannot be edited safely', () => {
  it.each([
    ['an anchor on its value', 'servers:\n  a: &x\n    v: 1\n', MAP, 'an anchor at line 2, column 6'],
    ['an anchor on its key', 'servers:\n  &x a: {v: 1}\n', MAP, 'an anchor at line 2, column 3'],
    ['an anchor within', 'servers:\n  a:\n    v: &x 1\n', MAP, 'an anchor at line 3, column 8'],
    ['an anchor in brackets', 'servers: {a: {v: &x 1}}\n', MAP, 'an anchor at line 1, column 18'],
    ['an alias for it', 'x: &x {v: 1}\nservers:\n  a: *x\n', MAP, 'an alias at line 3, column 6'],
    ['a tag within', 'servers:\n  a: {v: !!str 1}\n', MAP, 'a tag at line 2, column 10'],
    [
      'an explicit key within',
      'servers:\n  a:\n    ? v\n    : 1\n',
      MAP,
      'an explicit key at line 3, column 5',
    ],
    ['a merge key within', 'x: &x {v: 1}\nservers:\n  a: {<<: *x}\n', MAP, 'a merge key at line 3, column 7'],
    ['a pair in a list', 'servers: [name: a]\n', ARRAY, 'a pair in a list at line 1, column 11'],
    ['an anchored item', 'servers:\n  - &x\n    name: a\n', ARRAY, 'an anchor at line 2, column 5'],
    ['an anchored container', 'servers: &x\n  a: {v: 1}\n', MAP, 'an anchor at line 1, column 10'],
    ['a tagged container', 'servers: !t\n  a: {v: 1}\n', MAP, 'a tag at line 1, column 10'],
  ] as const)('holds %s, and is refused with its place', (_, text, container, reason) => {
    const document = parseYamlDocument(text);
    const expected = {
      code: 'config_unsupported',
      message: `What is to be edited holds ${reason}; the client's file was left as it is.`,
    };
    const source = container === ARRAY ? '    name: a' : ' 1';
    for (const edit of [set('a', { v: 2 }), remove('a'), restore('a', source)])
      expect(failure(() => document.edit(container, [edit]))).toMatchObject(expected);
  });

  it('does not keep others from being edited', () => {
    const text = 'servers:\n  a: &x {v: 1}\n  b: {v: 1}\n  c: *x\n';
    const document = parseYamlDocument(text);
    expect(document.edit(MAP, [set('b', { v: 2 }), set('d', { v: 3 })])).toBe(
      'servers:\n  a: &x {v: 1}\n  b: {v: 2}\n  c: *x\n  d:\n    v: 3\n',
    );
    expect(document.edit(MAP, [remove('b')])).toBe('servers:\n  a: &x {v: 1}\n  c: *x\n');
  });
});

describe('a source that does not read as an entry', () => {
  it.each([
    ['is unfinished', ' [1'],
    ['is two documents', ' 1\n---\n2'],
    ['refers to what is not there', ' *x'],
    ['is indented by a tab', '\n\tv: 1'],
  ])('is refused where it %s', (_, text) => {
    expect(failure(() => parseYamlDocument('').edit(MAP, [restore('a', text)]))).toMatchObject({
      code: 'config_unsupported',
      message: 'The text to restore does not read as an entry.',
    });
  });

  it('is refused where it is an item of another name', () => {
    const document = parseYamlDocument('servers:\n  - name: a\n');
    expect(failure(() => document.edit(ARRAY, [restore('a', '    name: b')]))).toMatchObject({
      code: 'config_unsupported',
      message: 'The text to restore is not an entry named "a".',
    });
  });
});
