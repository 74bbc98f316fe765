import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '../src/strict-json.js';

function codeOf(text: string): string {
  try {
    parseStrictJson(text);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('JSON from outside', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['in one object', '{"a":1,"a":2}', 2],
    ['with the same value', '{"a":1,"a":1}', 2],
    ['deep inside', '[{"x":{"b":1,"c":2,"b":3}}]', 3],
    ['written differently', '{"a":1,"\\u0061":2}', 2],
    ['of the prototype', '{"__proto__":1,"__proto__":2}', 2],
  ])('with a key twice %s is refused', (_what, text) => {
    expect(() => parseStrictJson(text)).toThrow(/twice in one object, at line 1, column \d+/);
    expect(codeOf(text)).toBe('invalid_input');
  });

  it('may have a key once in each of several objects', () => {
    expect(parseStrictJson('{"a":{"a":1},"b":[{"a":1},{"a":2}]}')).toEqual({
      a: { a: 1 },
      b: [{ a: 1 }, { a: 2 }],
    });
  });

  it.each([
    ['64 levels', 64, 'read'],
    ['65 levels', 65, 'invalid_input'],
    ['100,000 levels', 100_000, 'invalid_input'],
  ])('of %s: %s', (_what, depth, code) => {
    expect(codeOf('['.repeat(depth) + ']'.repeat(depth))).toBe(code);
    expect(codeOf(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)).toBe(code);
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    '// c\n1',
    '/* c */ 1',
    "{'a':1}",
    'NaN',
    '01',
    '1 2',
    '\ufeff1',
    'undefined',
    '"\n"',
  ])('%j is refused, and not repeated', (text) => {
    expect(codeOf(text)).toBe('invalid_input');
  });

  it('that does not parse is not repeated', () => {
    expect(() => parseStrictJson('{"token":"hunter2"')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });

  it('keeps __proto__ as a key like any other', () => {
    const value = parseStrictJson('{"__proto__":{"polluted":true}}') as object;
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect('polluted' in {}).toBe(false);
  });
});
