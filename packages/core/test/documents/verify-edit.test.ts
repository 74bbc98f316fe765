import { describe, expect, it } from 'vitest';
import type { Container, EntryEdit } from '../../src/documents/document.js';
import { expectData, verifyEdit } from '../../src/documents/verify-edit.js';
import type { Json } from '../../src/json.js';

const MAP: Container = { kind: 'map', path: ['a.b', 'servers'] };
const ARRAY: Container = { kind: 'array', path: ['servers'], nameKey: 'id' };
const restored = (text: string): Json => JSON.parse(text) as Json;
const expected = (data: Json, container: Container, edits: readonly EntryEdit[]) =>
  expectData(data, container, edits, restored);
const unsupported = expect.objectContaining({ code: 'config_unsupported' });

describe('expectData of a map', () => {
  it('sets members, takes members out and keeps the rest', () => {
    const data = { x: 1, 'a.b': { servers: { git: { command: 'a', args: [], mine: 1 }, fs: null } } };
    const edit: EntryEdit = {
      op: 'set',
      name: 'git',
      members: { command: 'b', url: 'u' },
      remove: ['args', 'absent'],
    };
    expect(expected(data, MAP, [edit])).toEqual({
      x: 1,
      'a.b': { servers: { git: { command: 'b', mine: 1, url: 'u' }, fs: null } },
    });
  });

  it('makes the container for an entry, but not for a removal', () => {
    expect(expected({ x: 1 }, MAP, [{ op: 'remove', name: 'git' }])).toEqual({ x: 1 });
    expect(expected({ x: 1 }, MAP, [{ op: 'set', name: 'git', members: {} }])).toEqual({
      x: 1,
      'a.b': { servers: { git: {} } },
    });
    expect(expected(null, MAP, [{ op: 'restore', name: 'git', text: '3' }])).toEqual({
      'a.b': { servers: { git: 3 } },
    });
  });

  it('takes edits in turn', () => {
    const edits: EntryEdit[] = [
      { op: 'set', name: 'git', members: { a: 1 } },
      { op: 'remove', name: 'git' },
      { op: 'set', name: 'git', members: { b: 2 } },
      { op: 'restore', name: 'fs', text: '{"c":3}' },
      { op: 'set', name: 'fs', members: { d: 4 } },
    ];
    expect(expected({}, MAP, edits)).toEqual({ 'a.b': { servers: { git: { b: 2 }, fs: { c: 3, d: 4 } } } });
  });

  it('leaves an empty container where the last entry goes', () => {
    expect(expected({ 'a.b': { servers: { git: {} } } }, MAP, [{ op: 'remove', name: 'git' }])).toEqual({
      'a.b': { servers: {} },
    });
  });

  it('replaces an entry that is no object', () => {
    const edit: EntryEdit = { op: 'set', name: 'git', members: { a: 1 } };
    expect(expected({ 'a.b': { servers: { git: [1] } } }, MAP, [edit])).toEqual({
      'a.b': { servers: { git: { a: 1 } } },
    });
  });

  it('holds names like __proto__ as own keys, on the way and at the end', () => {
    const container: Container = { kind: 'map', path: ['__proto__'] };
    const members = JSON.parse('{"__proto__": 1}');
    const result = expected({}, container, [{ op: 'set', name: '__proto__', members }]);
    expect(JSON.stringify(result)).toBe('{"__proto__":{"__proto__":{"__proto__":1}}}');
    expect(JSON.stringify(expected(result, container, [{ op: 'remove', name: '__proto__' }]))).toBe(
      '{"__proto__":{}}',
    );
  });

  it('does not take inherited members for a container', () => {
    const container: Container = { kind: 'map', path: ['constructor'] };
    expect(expected({}, container, [{ op: 'remove', name: 'name' }])).toEqual({});
  });

  it('changes nothing of what it is given', () => {
    const data = { 'a.b': { servers: { git: { a: 1 } } } };
    const before = structuredClone(data);
    expected(data, MAP, [
      { op: 'set', name: 'git', members: { a: 2 } },
      { op: 'remove', name: 'git' },
    ]);
    expect(data).toEqual(before);
  });

  it.each<[string, Json]>([
    ['an array', { 'a.b': { servers: [] } }],
    ['a string', { 'a.b': { servers: 'x' } }],
    ['a number on the way', { 'a.b': 1 }],
    ['an array at the root', []],
  ])('refuses %s in the place of the container', (_, data) => {
    expect(() => expected(data, MAP, [{ op: 'remove', name: 'x' }])).toThrow(unsupported);
  });
});

describe('expectData of an array', () => {
  const data = { servers: [{ id: 'a', v: 1 }, 'foreign', { id: 'b' }, { id: 'a', v: 2 }, { id: 3 }] };

  it('edits the last of a name and adds at the end, under the name asked for', () => {
    const edits: EntryEdit[] = [
      { op: 'set', name: 'a', members: { v: 9, id: 'other' }, remove: ['id'] },
      { op: 'set', name: 'c', members: { v: 4, id: 'other' } },
    ];
    expect(expected(data, ARRAY, edits)).toEqual({
      servers: [{ id: 'a', v: 1 }, 'foreign', { id: 'b' }, { id: 'a', v: 9 }, { id: 3 }, { id: 'c', v: 4 }],
    });
  });

  it('removes all of a name and nothing else', () => {
    expect(expected(data, ARRAY, [{ op: 'remove', name: 'a' }])).toEqual({
      servers: ['foreign', { id: 'b' }, { id: 3 }],
    });
  });

  it('adds again at the end what was removed before', () => {
    const edits: EntryEdit[] = [
      { op: 'remove', name: 'a' },
      { op: 'restore', name: 'a', text: '{"id":"a"}' },
    ];
    expect(expected(data, ARRAY, edits)).toEqual({
      servers: ['foreign', { id: 'b' }, { id: 3 }, { id: 'a' }],
    });
  });

  it('makes an absent array', () => {
    expect(expected({}, ARRAY, [{ op: 'set', name: 'a', members: {} }])).toEqual({ servers: [{ id: 'a' }] });
  });

  it('refuses to restore an entry under another name, and an object in the place of the array', () => {
    expect(() => expected(data, ARRAY, [{ op: 'restore', name: 'a', text: '{"id":"b"}' }])).toThrow(
      unsupported,
    );
    expect(() => expected({ servers: {} }, ARRAY, [{ op: 'remove', name: 'a' }])).toThrow(unsupported);
  });
});

describe('verifyEdit', () => {
  it('takes equal data in any order of keys', () => {
    expect(() => verifyEdit({ a: 1, b: [1] }, { b: [1], a: 1 })).not.toThrow();
  });

  it.each<[Json, Json]>([
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: true }, { a: 1 }],
  ])('refuses %j for %j', (actual, wanted) => {
    expect(() => verifyEdit(actual, wanted)).toThrow(unsupported);
  });

  it('tells nothing of the data', () => {
    const message = /^The edited text would not read as what was meant; [a-z' ]+\.$/;
    expect(() => verifyEdit({ token: 's3cret' }, {})).toThrow(message);
  });
});
