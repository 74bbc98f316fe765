import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonValue, jsonValueSchema } from '../src/json-value.js';

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

describe('a JSON value', () => {
  it('is whatever JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(isJsonValue(JSON.parse(text))).toBe(true);
      }),
    );
  });

  it.each<[what: string, value: unknown]>([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', Buffer.from('a')],
    ['an object of a class', new (class Thing {})()],
    ['undefined in a list', [undefined]],
    ['undefined in an object', { a: undefined }],
    ['a date deep inside', { a: [{ b: new Date(0) }] }],
  ])('is not %s', (_what, value) => {
    expect(isJsonValue(value)).toBe(false);
    expect(jsonValueSchema.safeParse(value).success).toBe(false);
  });

  it('may have no prototype', () => {
    expect(isJsonValue(Object.assign(Object.create(null), { a: 1 }))).toBe(true);
  });

  it('is 64 levels deep at the most, and one that has no end is refused', () => {
    expect(isJsonValue(nested(64))).toBe(true);
    expect(isJsonValue(nested(65))).toBe(false);
    const endless: { self?: unknown } = {};
    endless.self = endless;
    expect(isJsonValue(endless)).toBe(false);
  });
});
