import { expect, test } from 'vitest';
import { makeRequestId } from '../src/request-id.js';

test('ids are 32 hexadecimal digits, and each is another one, however many are made', () => {
  const ids = Array.from({ length: 2_000 }, makeRequestId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(ids).size).toBe(2_000);
});
