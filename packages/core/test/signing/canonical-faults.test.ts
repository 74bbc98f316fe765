import { describe, expect, it } from 'vitest';
import { OrchestrationError } from '../../src/errors.js';
import { canonicalJson } from '../../src/signing/canonical-json.js';

const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>(
    (inner, _, level) => (level % 2 === 0 ? [inner] : { inner }),
    1,
  );

const cyclic: { self?: unknown } = {};
cyclic.self = [cyclic];

function failure(value: unknown): OrchestrationError {
  try {
    canonicalJson(value);
  } catch (error) {
    if (error instanceof OrchestrationError) return error;
  }
  throw new Error('It did not fail as it should.');
}

describe('what canonical JSON cannot hold is told by its place', () => {
  it.each<[string, unknown, string, string]>([
    ['undefined', undefined, '', 'is no JSON data'],
    ['a function', { a: () => 1 }, 'a', 'is no JSON data'],
    ['a symbol', [Symbol('a')], '0', 'is no JSON data'],
    ['a bigint', { a: { b: 1n } }, 'a.b', 'is no JSON data'],
    ['NaN', [1, Number.NaN], '1', 'is no JSON data'],
    ['infinity', Number.NEGATIVE_INFINITY, '', 'is no JSON data'],
    ['a hole in an array', { a: Array(2) }, 'a.0', 'is no JSON data'],
    ['a date', { a: new Date(0) }, 'a', 'is no plain JSON data'],
    ['a map', new Map(), '', 'is no plain JSON data'],
    ['an instance of a class', [new (class A {})()], '0', 'is no plain JSON data'],
    ['a member named by a symbol', { a: { [Symbol('b')]: 1 } }, 'a', 'is no plain JSON data'],
    ['a cycle', cyclic, 'self.0', 'holds itself'],
    [
      'half a character in a text',
      { a: 'x\ud800' },
      'a',
      'holds half a surrogate pair, which has no UTF-8 form',
    ],
    [
      'half a character in a key',
      { a: { '\udc00': 1 } },
      'a',
      'holds half a surrogate pair, which has no UTF-8 form',
    ],
  ])('%s', (_, value, field, fault) => {
    const error = failure(value);
    expect(error.code).toBe('invalid_input');
    expect(error.message).toBe(`${field === '' ? 'The value' : `The value at "${field}"`} ${fault}.`);
    expect(error.errors).toEqual([
      { code: 'NOT_JSON_DATA', message: `The value ${fault}.`, severity: 'error', field },
    ]);
  });

  it('is nesting beyond 200 levels, and not one level less', () => {
    expect(canonicalJson(nested(200))).toHaveLength(200 * 2 + 1 + 100 * '"inner":'.length);
    expect(failure(nested(201)).message).toMatch(/^The value at ".+" nests deeper than 200 levels\.$/);
  });

  it('is not an object that stands in two places, neither within the other', () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, { b: shared }])).toBe('[{"a":1},{"b":{"a":1}}]');
  });

  it('is not an object without a prototype', () => {
    expect(canonicalJson(Object.assign(Object.create(null), { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
  });
});
