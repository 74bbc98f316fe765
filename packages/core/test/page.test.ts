import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberCursor, pageOf } from '../src/page.js';

describe('the cursor of a page', () => {
  it('is the number that it stands for', () => {
    expect(numberCursor(undefined)).toBeUndefined();
    expect(numberCursor('1')).toBe(1);
    expect(numberCursor('999999999999999')).toBe(999_999_999_999_999);
  });

  it.each([
    '',
    '0',
    '01',
    '-1',
    '1.5',
    '1e3',
    ' 1',
    '1 ',
    'abc',
    '9999999999999999',
    '٣',
    'NaN',
    '1;drop table',
  ])('%j is refused', (cursor) => {
    expect(() => numberCursor(cursor)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        errors: [expect.objectContaining({ field: 'cursor' })],
      }),
    );
  });
});

describe('a list in pages', () => {
  it('gives every item once, in order, and ends', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 })),
        fc.integer({ min: 1, max: 10 }),
        (numbers, limit) => {
          const all = numbers.toSorted((left, right) => right - left);
          const seen: number[] = [];
          let before: number | undefined;
          for (let page = 0; page <= all.length; page += 1) {
            const rest = all.filter((number) => before === undefined || number < before);
            const { items, next_cursor } = pageOf(rest.slice(0, limit + 1), limit, (number) => number);
            expect(items.length).toBeLessThanOrEqual(limit);
            seen.push(...items);
            before = numberCursor(next_cursor.next_cursor);
            if (before === undefined) break;
          }
          expect(seen).toEqual(all);
        },
      ),
    );
  });

  it('names no next page where the last one is just full', () => {
    expect(pageOf([3, 2], 2, (number) => number)).toEqual({ items: [3, 2], next_cursor: {} });
    expect(pageOf([], 2, (number: number) => number)).toEqual({ items: [], next_cursor: {} });
  });
});
