import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { readHeaders } from '../../src/repeat/question.js';

const on = (socket: object, ...rawHeaders: string[]) =>
  readHeaders({ socket, rawHeaders } as unknown as IncomingMessage);

test('who asks is the same object for the same headers on the same connection, and for no others', () => {
  const [one, other] = [{}, {}];
  const first = on(one, 'Host', 'localhost', 'Authorization', 'Bearer a')?.asking;
  expect(first).toMatchObject({ host: 'localhost', authorization: 'Bearer a' });
  expect(on(one, 'Host', 'localhost', 'Authorization', 'Bearer a')?.asking).toBe(first);
  expect(on(other, 'Host', 'localhost', 'Authorization', 'Bearer a')?.asking).not.toBe(first);
  expect(on(one, 'Host', 'localhost', 'Authorization', 'Bearer b')?.asking.authorization).toBe('Bearer b');
  expect(on(one, 'Host', 'localhost')?.asking.authorization).toBeUndefined();
  expect(on(one, 'Host', 'localhost', 'Authorization', 'Bearer a')?.asking).toEqual(first);
  expect(on(one, 'Host', 'localhost', 'X-Api-Key', 'Bearer a')?.asking).toEqual({
    ...{ host: 'localhost', origin: '' },
    ...{ authorization: undefined, apiKey: 'Bearer a' },
  });
});

test('what is another each time is read each time, and what does not matter is passed over', () => {
  const socket = {};
  const ask = (tag: string, id: string, trace: string) =>
    on(socket, 'Host', 'h', 'If-None-Match', tag, 'X-Request-Id', id, 'Traceparent', trace);
  const first = ask('"1"', 'r-1', '00-1');
  expect(first).toMatchObject({ ifNoneMatch: '"1"', requestId: 'r-1' });
  const second = ask('"2"', 'r-2', '00-2');
  expect(second).toMatchObject({ ifNoneMatch: '"2"', requestId: 'r-2' });
  expect(second?.asking).toBe(first?.asking);
  expect(on(socket, 'Host', 'h', 'X-Request-Id', 'r-3')).toMatchObject({ ifNoneMatch: '', requestId: 'r-3' });
  expect(on(socket, 'Host', 'i', 'X-Request-Id', 'r-3')?.asking.host).toBe('i');
});

test('a header that is there twice, a precondition or a strange host is left to others, each time', () => {
  const socket = {};
  for (const headers of [
    ['Host', 'localhost', 'authorization', 'a', 'Authorization', 'b'],
    ['Host', 'localhost', 'IF-MATCH', '"1"'],
    ['Host', 'a@b'],
  ]) {
    expect(on(socket, ...headers)).toBeUndefined();
    expect(on(socket, ...headers)).toBeUndefined();
  }
});

test.each([
  ['long', ['Cookie', 'c'.repeat(3_000)]],
  ['many', Array.from({ length: 64 }, () => 'a')],
])('%s headers are read each time, and nothing of them is held', (_what, more) => {
  const socket = {};
  const headers = ['Host', 'localhost', ...more];
  expect(on(socket, ...headers)?.asking).not.toBe(on(socket, ...headers)?.asking);
});
