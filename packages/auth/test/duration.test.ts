import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration } from '../src/duration.js';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const TEN_YEARS = 3_650 * UNITS.d;

describe('a duration', () => {
  it.each([
    ['0s', 0],
    ['90d', 7_776_000_000],
    ['12h', 43_200_000],
    ['2w', 1_209_600_000],
    ['3650d', TEN_YEARS],
  ])('%s is read', (text, expected) => {
    expect(readDuration(text, 'field')).toBe(expected);
  });

  it.each([
    '',
    '90',
    'd',
    '90 d',
    ' 90d',
    '90d ',
    '90D',
    '-1d',
    '+1d',
    '1.5d',
    '01d',
    '1e3d',
    '1y',
    '1dd',
    '1d2h',
    '٣d',
    'never',
    '3651d',
    '9999999999w',
    '99999999999s',
    '90d\n',
    'NaNd',
    'Infinityd',
    '1constructor',
  ])('%j is refused, and the field named', (text) => {
    expect(() => readDuration(text, 'expires_in')).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        errors: [expect.objectContaining({ field: 'expires_in' })],
      }),
    );
  });

  it('is a number of units, up to ten years and no further', () => {
    const unit = fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[]));
    fc.assert(
      fc.property(fc.nat({ max: 9_999_999_999 }), unit, (count, name) => {
        const expected = count * UNITS[name];
        if (expected <= TEN_YEARS) expect(readDuration(`${count}${name}`, 'f')).toBe(expected);
        else expect(() => readDuration(`${count}${name}`, 'f')).toThrow();
      }),
    );
  });

  it('is never read from other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^(0|[1-9]\d*)[smhdw]$/.test(text));
        expect(() => readDuration(text, 'f')).toThrow();
      }),
    );
  });
});
