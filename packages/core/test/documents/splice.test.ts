import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySplices } from '../../src/documents/splice.js';

describe('applySplices', () => {
  it('replaces, removes and inserts at the offsets of the first text', () => {
    const splices = [
      { start: 6, end: 11, text: 'there' },
      { start: 0, end: 1, text: 'J' },
      { start: 5, end: 6, text: '' },
      { start: 11, end: 11, text: '!' },
    ];
    expect(applySplices('hello world', splices)).toBe('Jellothere!');
  });

  it('makes insertions at one offset in the order given, before a replacement that starts there', () => {
    const splices = [
      { start: 1, end: 2, text: 'X' },
      { start: 1, end: 1, text: '1' },
      { start: 1, end: 1, text: '2' },
    ];
    expect(applySplices('abc', splices)).toBe('a12Xc');
  });

  it('allows splices that touch', () => {
    expect(
      applySplices('abcd', [
        { start: 0, end: 2, text: '' },
        { start: 2, end: 3, text: 'C' },
      ]),
    ).toBe('Cd');
  });

  it.each([
    [
      'overlap',
      [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ],
    ],
    [
      'insert within a replacement',
      [
        { start: 0, end: 3, text: '' },
        { start: 1, end: 1, text: 'x' },
      ],
    ],
    ['lie behind the end', [{ start: 2, end: 4, text: '' }]],
    ['lie before the start', [{ start: -1, end: 0, text: '' }]],
    ['end before they start', [{ start: 2, end: 1, text: '' }]],
  ])('refuses splices that %s', (_, splices) => {
    expect(() => applySplices('abc', splices)).toThrow(RangeError);
  });

  it('equals cutting and pasting one by one from the end', () => {
    const cuts = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.string({ maxLength: 3 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ minLength: 60, maxLength: 60 }), cuts, (text, pieces) => {
        let end = 0;
        const splices = pieces.map(([gap, length, replacement]) => {
          const start = end + gap;
          end = start + length;
          return { start, end, text: replacement };
        });
        const expected = splices.reduceRight(
          (all, { start, end, text: piece }) => all.slice(0, start) + piece + all.slice(end),
          text,
        );
        expect(applySplices(text, splices)).toBe(expected);
      }),
    );
  });
});
