import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPassable } from '../../src/registry/passable-text.js';

describe('a text that can be passed on', () => {
  it('holds no NUL and no half of a character', () => {
    const unit = fc.oneof(
      fc.constantFrom('\0', '\ud83d', '\ude00', '\ud83d\ude00', 'ä'),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 6 }), (units) => {
        const text = units.join('');
        expect(isPassable(text)).toBe(!/\0|\p{Surrogate}/u.test(text));
      }),
    );
  });
});
