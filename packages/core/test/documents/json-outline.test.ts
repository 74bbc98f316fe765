import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Container } from '../../src/documents/document.js';
import { outlineOf } from '../../src/documents/json-outline.js';
import { readJson } from '../../src/documents/json-reader.js';
import { dataOf } from '../../src/documents/json-syntax.js';
import { jsonEqual } from '../../src/json.js';

const MAP: Container = { kind: 'map', path: ['a', 'servers'] };
const ARRAY: Container = { kind: 'array', path: ['servers'], nameKey: 'id' };

const outline = (text: string, container: Container = MAP, names: readonly string[] = ['x']) =>
  outlineOf(readJson(text), { container, names: new Set(names) });

function data(text: string) {
  const { root } = readJson(text);
  return root === undefined ? {} : dataOf(root);
}

describe('the outline of a document', () => {
  it('holds the data of what edits reach, and the source of the rest', () => {
    const text =
      '{"n": 1.0, "a": {"b": [ ], "servers": {"x": {"v": 1.0}, "y": {"v": 1.0}}}, "servers": {"x": 2}}';
    expect(outline(text)).toEqual({
      n: '1.0',
      a: { b: '[ ]', servers: { x: { v: 1 }, y: '{"v": 1.0}' } },
      servers: '{"x": 2}',
    });
  });

  it('goes by the names that elements of an array bear', () => {
    const text = '{"servers": [{"id": "x", "v": 1}, {"id": "y"}, {"v": "x"}, "x", ["x"]]}';
    expect(outline(text, ARRAY)).toEqual({
      servers: [{ id: 'x', v: 1 }, '{"id": "y"}', '{"v": "x"}', '"x"', '["x"]'],
    });
  });

  it('takes the last of duplicate keys, on the way and in the container', () => {
    expect(outline('{"a": 1, "a": {"servers": {"x": 1, "x": {"v": 2}}}}')).toEqual({
      a: { servers: { x: { v: 2 } } },
    });
  });

  it('is empty where there is no value, and has no container where the document has none', () => {
    expect([outline(' // none\n'), outline('{}'), outline('{"a": {}}')]).toEqual([{}, {}, { a: {} }]);
  });

  it('is another wherever the data is, and where the source of the rest is', () => {
    const key = fc.constantFrom('a', 'servers', 'x', 'y', 'id', '__proto__');
    const { tree: value } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('1', '1.0', '"x"', '"1"', 'null', 'true', '[]', '{}', '"\\u0078"'),
        fc
          .array(fc.tuple(key, tie('tree')), { maxLength: 4 })
          .map((members) => `{${members.map(([name, text]) => `"${name}": ${text}`).join(', ')}}`),
        fc.array(tie('tree'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
      ),
    }));
    const text = fc.tuple(value, value).map(([a, rest]) => `{"a": {"servers": ${a}}, "servers": ${rest}}`);
    const scalar = fc.constantFrom('1', '1.0', '"x"', '"\\u0078"', 'null');
    const another = (from: string, at: number, to: string): string => {
      const found = [...from.matchAll(/(?<=[[:] ?|, ?)(?:1\.0|1|"x"|"\\u0078"|null|true)(?=[\],}])/g)];
      const match = found[at % Math.max(1, found.length)];
      return match === undefined
        ? from
        : from.slice(0, match.index) + to + from.slice(match.index + match[0].length);
    };
    const tally = { same: 0, respelt: 0, changed: 0 };
    fc.assert(
      fc.property(text, fc.nat(50), scalar, fc.constantFrom(MAP, ARRAY), (left, at, to, container) => {
        const right = another(left, at, to);
        const same = jsonEqual(outline(left, container), outline(right, container));
        const isEqual = jsonEqual(data(left), data(right));
        if (same) expect(isEqual, `${left}\n${right}`).toBe(true);
        if (left === right) expect(same).toBe(true);
        tally[isEqual ? (left === right ? 'same' : 'respelt') : 'changed'] += 1;
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(...Object.values(tally))).toBeGreaterThan(50);
  });
});
