import { expect, test } from 'vitest';
import { createLog } from '../../src/serve/log.js';
import { logRequests } from '../../src/serve/log-requests.js';

const REQUEST = { request_id: 'r-1', method: 'GET', route: '/v1/clients', status: 200, duration_ms: 1.5 };

test('each request has a line of its own, whatever the one before it was', () => {
  const lines: string[] = [];
  const log = logRequests(createLog({ level: 'info', format: 'json', write: (text) => lines.push(text) }));
  const others = [
    { ...REQUEST, request_id: 'r-2', duration_ms: 0.25 },
    { ...REQUEST, principal: 'token:tok_1' },
    { ...REQUEST, method: 'HEAD' },
    { ...REQUEST, route: '/v1/servers' },
    { ...REQUEST, status: 204 },
  ];
  const requests = others.flatMap((other) => [REQUEST, other]);
  for (const request of requests) log(request);
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    requests.map((request) => ({ ...request, level: 'info', time: expect.any(String) })),
  );
});

test('what the server or the caller did wrong is as grave as it is', () => {
  const lines: string[] = [];
  const log = logRequests(createLog({ level: 'info', format: 'json', write: (text) => lines.push(text) }));
  for (const status of [500, 404, 200]) log({ ...REQUEST, status });
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(['error', 'warning', 'info']);
});
