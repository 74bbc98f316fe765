import { describe, expect, it } from 'vitest';
import { HEAL_SPAN_MS, HealLimit } from '../../src/deploy/heal-limit.js';

const at = (milliseconds: number) => new Date(Date.UTC(2026, 0, 1) + milliseconds);

describe('how often a file is healed', () => {
  it('is five times a minute at the most, and again when the first of them is a minute ago', () => {
    const limit = new HealLimit();
    const healed = Array.from({ length: 7 }, (_, second) => limit.allows(at(second * 1000)));
    expect(healed).toEqual([true, true, true, true, true, false, false]);
    expect(limit.isReached(at(HEAL_SPAN_MS - 1))).toBe(true);
    expect(limit.allows(at(HEAL_SPAN_MS))).toBe(true);
    expect(limit.allows(at(HEAL_SPAN_MS))).toBe(false);
  });

  it('is not counted by asking', () => {
    const limit = new HealLimit();
    for (let asked = 0; asked < 10; asked += 1) expect(limit.isReached(at(asked))).toBe(false);
  });
});
