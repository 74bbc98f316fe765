import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, jsonEqual, setOwn } from '../src/json.js';

describe('the equality of JSON values', () => {
  it('is that of the data, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        expect(jsonEqual(left, right)).toBe(
          isDeepStrictEqual(JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right))),
        );
        expect(jsonEqual(left, right)).toBe(jsonEqual(right, left));
        expect(jsonEqual(left, JSON.parse(JSON.stringify(left)))).toBe(true);
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(jsonEqual(value, Object.fromEntries(Object.entries(value).reverse()))).toBe(true);
      }),
    );
  });

  it.each<[left: unknown, right: unknown]>([
    [1, true],
    [0, false],
    [0, null],
    ['', null],
    [1, '1'],
    [null, undefined],
    [[], {}],
    [{}, null],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 1]],
    [{ a: undefined }, {}],
    [{ a: 1 }, { b: 1 }],
    [{ toString: 1 }, {}],
    [{ a: undefined }, { b: undefined }],
    [JSON.parse('{"__proto__":1}'), {}],
  ])('tells %j from %j', (left, right) => {
    expect(jsonEqual(left, right)).toBe(false);
    expect(jsonEqual(right, left)).toBe(false);
  });

  it('takes 0 and -0, and 1 and 1.0, for the same', () => {
    expect(jsonEqual(0, -0)).toBe(true);
    expect(jsonEqual(1, JSON.parse('1.0'))).toBe(true);
  });
});

it('an object is neither null nor a list', () => {
  expect([{}, Object.create(null), JSON.parse('{"a":1}')].every(isJsonObject)).toBe(true);
  expect([null, [], 'a', 1, true, undefined].some(isJsonObject)).toBe(false);
});

it('a key is set as an own property, __proto__ too', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString')), (key) => {
      const target: Record<string, number> = {};
      setOwn(target, key, 1);
      setOwn(target, key, 2);
      expect(Object.entries(target)).toEqual([[key, 2]]);
      expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
      delete target[key];
      expect(Object.keys(target)).toEqual([]);
    }),
  );
});
