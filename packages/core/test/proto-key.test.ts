import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setOwn } from '../src/json.js';
import { findProtoKey } from '../src/proto-key.js';

describe('the search for __proto__', () => {
  it.each([
    ['{"__proto__":1}', ['__proto__']],
    ['{"a":[1,{"__proto__":{}}]}', ['a', 1, '__proto__']],
    ['{"a":{"b":{}},"__proto__":1}', ['__proto__']],
  ])('finds it in %s', (text, path) => {
    expect(findProtoKey(JSON.parse(text))).toEqual(path);
  });

  it('finds nothing in values that do not have it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        expect(findProtoKey(value)).toBeUndefined();
      }),
    );
    for (const value of [undefined, null, '__proto__', ['__proto__'], { a: '__proto__' }]) {
      expect(findProtoKey(value)).toBeUndefined();
    }
  });

  it('finds it wherever it is hidden', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat({ max: 3 }), fc.constantFrom('a', 'b')), { maxLength: 20 }),
        (path) => {
          let value: unknown = JSON.parse('{"__proto__":1}');
          for (const key of path.toReversed()) {
            if (typeof key === 'number')
              value = Object.assign(
                Array.from({ length: key }, () => 0),
                { [key]: value },
              );
            else value = { z: 1, [key]: value };
          }
          expect(findProtoKey(value)).toEqual([...path, '__proto__']);
        },
      ),
    );
  });

  it('ends in a value without end', () => {
    const endless: Record<string, unknown> = {};
    setOwn(endless, 'self', endless);
    expect(findProtoKey(endless)).toBeUndefined();
  });
});
