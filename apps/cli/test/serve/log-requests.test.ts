import { expect, test } from 'vitest';
import { createLog } from '../../src/serve/log.js';
import { logRequests } from '../../src/serve/log-requests.js';

const REQUEST = { request_id: 'r-1', method: 'GET', route: '/v1/clients', status: 200, duration_ms: 1.5 };

test('each request has a line of its own, whatever the one before it was', () => {
  const lines: string[] = [];
  const log = logRequests(createLog({ level: 'info', format: 'json', write: (text) => lines.push(text) }));
  const requests = [
    REQUEST,
    { ...REQUEST, request_id: 'r-2', duration_ms: 0.25 },
    { ...REQUEST, principal: 'token:tok_1' },
    { ...REQUEST, principal: 'token:tok_2' },
    { ...REQUEST, method: 'HEAD' },
    { ...REQUEST, route: '/v1/servers' },
    { ...REQUEST, status: 404 },
    { ...REQUEST, status: 500 },
    REQUEST,
  ];
  for (const request of requests) log(request);
  const levels = ['info', 'info', 'info', 'info', 'info', 'info', 'warning', 'error', 'info'];
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    requests.map((request, index) => ({ ...request, level: levels[index], time: expect.any(String) })),
  );
});
