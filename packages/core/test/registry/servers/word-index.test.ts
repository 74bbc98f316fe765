import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexWords, NOT_FOUND, normaliseText } from '../../../src/registry/servers/word-index.js';

describe('the index of words', () => {
  it('gives each item the best rank of the texts that hold the word', () => {
    const ranksOf = indexWords([
      [
        { text: 'Git tools', rank: 0 },
        { text: 'for git', rank: 1 },
      ],
      [{ text: 'Legitimate', rank: 1 }],
      [{ text: 'other', rank: 0 }],
    ]);
    expect([...ranksOf('git')]).toEqual([0, 1, NOT_FOUND]);
    expect([...ranksOf('for')]).toEqual([1, NOT_FOUND, NOT_FOUND]);
  });

  it('agrees with looking through every text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'C', ' ', '-', '(') });
    const items = fc.array(fc.array(fc.record({ text, rank: fc.nat({ max: 3 }) }), { maxLength: 3 }));
    const word = fc.stringMatching(/^[abce(]{1,3}$/);
    fc.assert(
      fc.property(items, word, (texts, wanted) => {
        const looked = texts.map((of) =>
          Math.min(
            NOT_FOUND,
            ...of.filter((each) => normaliseText(each.text).includes(wanted)).map(({ rank }) => rank),
          ),
        );
        expect([...indexWords(texts)(wanted)]).toEqual(looked);
      }),
    );
  });

  it('finds nothing in nothing', () => {
    expect([...indexWords([])('a')]).toEqual([]);
    expect([...indexWords([[]])('a')]).toEqual([NOT_FOUND]);
  });

  it('normalises what is normal to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
      }),
    );
  });
});
