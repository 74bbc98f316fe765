import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { readHeaders } from '../../src/repeat/question.js';

const on = (socket: object, ...rawHeaders: string[]) =>
  readHeaders({ socket, rawHeaders } as unknown as IncomingMessage);

test('the same headers on the same connection are the same object, and no others are', () => {
  const [one, other] = [{}, {}];
  const first = on(one, 'Host', 'localhost', 'Authorization', 'Bearer a');
  expect(first).toMatchObject({ host: 'localhost', authorization: 'Bearer a' });
  expect(on(one, 'Host', 'localhost', 'Authorization', 'Bearer a')).toBe(first);
  expect(on(other, 'Host', 'localhost', 'Authorization', 'Bearer a')).not.toBe(first);
  expect(on(one, 'Host', 'localhost', 'Authorization', 'Bearer b')).toMatchObject({
    authorization: 'Bearer b',
  });
  expect(on(one, 'Host', 'localhost')).toMatchObject({ authorization: undefined });
  expect(on(one, 'Host', 'localhost', 'Authorization', 'Bearer a')).toEqual(first);
});

test('a header that is there twice, a precondition or a strange host is left to others, each time', () => {
  const socket = {};
  for (let turn = 0; turn < 2; turn += 1) {
    expect(on(socket, 'Host', 'localhost', 'authorization', 'a', 'Authorization', 'b')).toBeUndefined();
    expect(on(socket, 'Host', 'localhost', 'IF-MATCH', '"1"')).toBeUndefined();
    expect(on(socket, 'Host', 'a@b')).toBeUndefined();
  }
});

test('long headers are read each time, and nothing of them is held', () => {
  const socket = {};
  const long = ['Host', 'localhost', 'Cookie', 'c'.repeat(3_000)];
  expect(on(socket, ...long)).not.toBe(on(socket, ...long));
});
