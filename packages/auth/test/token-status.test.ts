import { describe, expect, it } from 'vitest';
import { isLive } from '../src/token-status.js';

const now = new Date('2026-03-01T12:00:00.000Z');

describe('a token', () => {
  it.each([
    ['that never expires is good', null, null, true],
    ['is good until the millisecond it expires', '2026-03-01T12:00:00.001Z', null, true],
    ['is not good at the millisecond it expires', '2026-03-01T12:00:00.000Z', null, false],
    ['that has expired is not good', '2026-02-01T00:00:00.000Z', null, false],
    ['that was revoked is not good', null, '2026-03-01T11:00:00.000Z', false],
    ['that was revoked is not good, though the clock was set back', null, '2027-01-01T00:00:00.000Z', false],
  ])('%s', (_what, expires_at, revoked_at, expected) => {
    expect(isLive({ expires_at, revoked_at }, now)).toBe(expected);
  });
});
