import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApiKeyCheck } from '../src/api-key.js';

const KEY = 'correct-horse-battery-staple-0123456789';

describe('the check of an API key', () => {
  it('accepts the key and nothing else', () => {
    const isKey = createApiKeyCheck(KEY);
    expect(isKey(KEY)).toBe(true);
    for (const other of ['', KEY.slice(1), `${KEY}x`, KEY.toUpperCase(), ` ${KEY}`, KEY.repeat(1_000)]) {
      expect(isKey(other), other.slice(0, 50)).toBe(false);
    }
  });

  it('refuses what is not ASCII, of any length, without an error', () => {
    const isKey = createApiKeyCheck(KEY);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (given) => {
        expect(isKey(given)).toBe(given === KEY);
      }),
    );
    expect(isKey('é'.repeat(KEY.length))).toBe(false);
    expect(isKey('\ud800')).toBe(false);
  });

  it.each([
    ['too short', 'k'.repeat(31)],
    ['empty', ''],
    ['with a blank', `${'k'.repeat(40)} `],
    ['with a line break', `${'k'.repeat(40)}\n`],
    ['not ASCII', 'é'.repeat(40)],
  ])('is not made for a key that is %s, and the key is not repeated', (_what, key) => {
    const make = () => createApiKeyCheck(key);
    expect(make).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    if (key !== '') expect(make).not.toThrow(new RegExp(`^.*${key.slice(0, 31)}`));
  });

  it('is made for the shortest key that cannot be guessed', () => {
    expect(createApiKeyCheck('k'.repeat(32))('k'.repeat(32))).toBe(true);
  });
});
