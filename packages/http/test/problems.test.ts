import { ERRORS, HTTP_STATUS, OrchestrationError } from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawBytes, rawRequest } from './support/raw-request.js';
import { API_KEY, openApi, startApi, type TestApi } from './support/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const draftAdd = '/v1/config/cursor/default/draft/add';
const json = { 'content-type': 'application/json' };
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

interface Sent {
  readonly path: string;
  readonly init?: RequestInit;
  readonly status: number;
  readonly code: string;
  readonly detail?: RegExp;
}

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = json,
): RequestInit => ({
  method: 'POST',
  body,
  headers,
});

const FAILURES: readonly (readonly [name: string, sent: Sent])[] = [
  ['no route', { path: '/nothing', status: 404, code: 'route_not_found' }],
  ['no route under /v1', { path: '/v1/nothing', status: 404, code: 'route_not_found' }],
  ['a trailing slash', { path: '/v1/clients/', status: 404, code: 'route_not_found' }],
  ['an unknown client', { path: '/v1/clients/nobody/profiles', status: 404, code: 'client_not_found' }],
  ['an unpublished profile', { path: '/v1/config/cursor/none', status: 404, code: 'config_not_found' }],
  ['an unknown server', { path: '/v1/servers/nothing-of-this-name', status: 404, code: 'server_not_found' }],
  ['a path that climbs', { path: '/v1/config/cursor/..%2F..%2Fetc', status: 400, code: 'invalid_input' }],
  ['a device name', { path: '/v1/config/cursor/nul', status: 400, code: 'invalid_input' }],
  ['broken percent-encoding', { path: '/v1/clients/%E0%A4%A/profiles', status: 400, code: 'invalid_input' }],
  ['a NUL in the path', { path: '/v1/clients/a%00b/profiles', status: 400, code: 'invalid_input' }],
  ['an unknown query field', { path: '/v1/clients?x=1', status: 400, code: 'invalid_input', detail: /x/ }],
  ['__proto__ in the query', { path: '/v1/clients?__proto__=1', status: 400, code: 'invalid_input' }],
  [
    'a query field given twice',
    {
      path: '/v1/audit?limit=1&limit=2',
      status: 400,
      code: 'invalid_input',
      detail: /limit: .*more than once/,
    },
  ],
  [
    'a query field of a wrong type',
    { path: '/v1/audit?limit=ten', status: 400, code: 'invalid_input', detail: /limit/ },
  ],
  [
    'query fields on a POST',
    {
      path: `${draftAdd}?server_id=memory`,
      init: post('{}'),
      status: 400,
      code: 'invalid_input',
      detail: /in its body/,
    },
  ],
  [
    'broken JSON',
    { path: draftAdd, init: post('{"a":'), status: 400, code: 'invalid_input', detail: /JSON/ },
  ],
  ['JSON with a comment', { path: draftAdd, init: post('{} // x'), status: 400, code: 'invalid_input' }],
  [
    'a key given twice',
    {
      path: draftAdd,
      init: post('{"server_id":"memory","server_id":"x"}'),
      status: 400,
      code: 'invalid_input',
      detail: /twice/,
    },
  ],
  [
    'JSON nested too deep',
    { path: draftAdd, init: post(nested(100_000)), status: 400, code: 'invalid_input', detail: /nested/ },
  ],
  ['a list in place of an object', { path: draftAdd, init: post('[]'), status: 400, code: 'invalid_input' }],
  ['null in place of an object', { path: draftAdd, init: post('null'), status: 400, code: 'invalid_input' }],
  [
    'an unknown field',
    { path: draftAdd, init: post('{"nope":1}'), status: 400, code: 'invalid_input', detail: /nope/ },
  ],
  [
    '__proto__ as a field',
    { path: draftAdd, init: post('{"__proto__":{"x":1}}'), status: 400, code: 'invalid_input' },
  ],
  [
    'another client in the body than in the path',
    {
      path: draftAdd,
      init: post('{"client_id":"zed"}'),
      status: 400,
      code: 'invalid_input',
      detail: /client_id/,
    },
  ],
  [
    'bytes that are no UTF-8',
    {
      path: draftAdd,
      init: post(new Uint8Array([0x22, 0xff, 0x22])),
      status: 400,
      code: 'invalid_input',
      detail: /UTF-8/,
    },
  ],
  [
    'a missing field',
    {
      path: '/v1/config/cursor/default/rollback',
      init: post('{}'),
      status: 400,
      code: 'invalid_input',
      detail: /to: /,
    },
  ],
  [
    'an empty draft',
    { path: '/v1/config/cursor/default/publish', init: post('{}'), status: 400, code: 'draft_empty' },
  ],
  [
    'text',
    {
      path: draftAdd,
      init: post('{}', { 'content-type': 'text/plain' }),
      status: 415,
      code: 'unsupported_media_type',
    },
  ],
  [
    'a form',
    {
      path: draftAdd,
      init: post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      status: 415,
      code: 'unsupported_media_type',
    },
  ],
  [
    'another charset',
    {
      path: draftAdd,
      init: post('{}', { 'content-type': 'application/json; charset=utf-16' }),
      status: 415,
      code: 'unsupported_media_type',
    },
  ],
  ['PUT', { path: draftAdd, init: { method: 'PUT' }, status: 405, code: 'method_not_allowed' }],
  ['PATCH', { path: '/v1/clients', init: { method: 'PATCH' }, status: 405, code: 'method_not_allowed' }],
  [
    'DELETE on an open route',
    { path: '/health', init: { method: 'DELETE' }, status: 405, code: 'method_not_allowed' },
  ],
  [
    'a body above 1 MiB',
    { path: draftAdd, init: post(`"${'x'.repeat(1_048_576)}"`), status: 413, code: 'body_too_large' },
  ],
  [
    'a file named over the network',
    {
      path: '/v1/config/cursor/default/draft/import',
      init: post('{"file":"/etc/passwd"}'),
      status: 403,
      code: 'target_forbidden',
    },
  ],
];

describe('a failure is a problem document (RFC 9457)', () => {
  it.each(FAILURES)('%s', async (_name, { path, init = {}, status, code, detail = /./ }) => {
    const response = await fetch(`${api.url}${path}`, {
      ...init,
      headers: { 'x-api-key': API_KEY, ...init.headers },
    });
    const problem = (await response.json()) as Record<string, unknown>;
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(problem).toMatchObject({ type: `urn:mcp-orchestration:problem:${code}`, status });
    expect(problem.title).toBe(ERRORS[code as keyof typeof ERRORS].message);
    expect(problem.detail).toMatch(detail);
    expect(problem.request_id).toBe(response.headers.get('x-request-id'));
  });

  it('names the fields at fault', async () => {
    const response = await api.post('/v1/servers', { server_id: 'x', transport: { type: 'stdio' } });
    const { errors } = (await response.json()) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field)).toEqual(expect.arrayContaining(['display_name']));
  });

  it('names the methods that an address answers', async () => {
    const response = await api.request('/v1/servers/memory', { method: 'PUT' });
    expect(response.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS']);
  });

  it('refuses a body above 1 MiB that is sent in chunks, without a length', async () => {
    const chunk = 'x'.repeat(262_144);
    const { status, body } = await rawRequest({
      url: `${api.url}${draftAdd}`,
      method: 'POST',
      headers: { ...json, 'x-api-key': API_KEY },
      chunks: ['"', chunk, chunk, chunk, chunk, '"'],
    });
    expect([status, JSON.parse(body).code]).toEqual([413, 'body_too_large']);
  });

  it.each([
    ['a length', () => 'x'.repeat(8_000_000)],
    ['chunks', () => new Blob(['x'.repeat(2_000_000)]).stream()],
  ])('goes on serving a connection whose body of %s was too large', async (_name, body) => {
    const refused = await api.request(draftAdd, {
      method: 'POST',
      body: body(),
      headers: json,
      duplex: 'half',
    } as never);
    expect(refused.status).toBe(413);
    await refused.text();
    await new Promise((done) => setTimeout(done, 700));
    expect((await api.request('/v1/clients')).status).toBe(200);
  });

  it('takes a body of just 1 MiB', async () => {
    const frame = JSON.stringify({ changelog: '' });
    const body = JSON.stringify({ changelog: 'x'.repeat(1_048_576 - frame.length) });
    expect(body).toHaveLength(1_048_576);
    const response = await api.post('/v1/config/cursor/default/publish', JSON.parse(body));
    expect(response.status).toBe(400);
  });

  it('takes no body for an empty object', async () => {
    const response = await api.request('/v1/config/cursor/default/validate', { method: 'POST' });
    expect(response.status).toBe(200);
  });

  it('says nothing of an unexpected error, and tells the log', async () => {
    const told: unknown[] = [];
    const secret = new Error('secret words of a database driver');
    const broken = await startApi({
      jwks: () => Promise.reject(secret),
      onInternalError: (error, facts) => told.push([error, facts.requestId]),
    });
    const response = await fetch(`${broken.url}/.well-known/jwks.json`);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      code: 'internal',
      request_id: response.headers.get('x-request-id'),
    });
    expect(text).not.toContain('secret');
    expect(told).toEqual([[secret, response.headers.get('x-request-id')]]);
  });

  it('says that it is not ready', async () => {
    const broken = await startApi({ ready: () => Promise.reject(new OrchestrationError('unavailable')) });
    const response = await fetch(`${broken.url}/ready`);
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'unavailable' }]);
  });
});

describe('what is no good HTTP is refused without reaching a route', () => {
  const requests: readonly (readonly [string, string, number])[] = [
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['no Host', 'GET /health HTTP/1.1\r\n\r\n', 400],
    ['an empty Host', 'GET /health HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', 403],
    ['HTTP/1.0 without a Host', 'GET /health HTTP/1.0\r\n\r\n', 403],
    ['a Host with a blank', 'GET /health HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    [
      'two Hosts',
      'GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      403,
    ],
    [
      'headers above 16 KiB',
      `GET /health HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    [
      'a length and chunks at once',
      'POST /v1/servers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['TRACE', 'TRACE /v1/clients HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 401],
    [
      'a foreign absolute address',
      'GET http://evil.example/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      403,
    ],
  ];

  it.each(requests)('%s', async (_name, bytes, status) => {
    const answer = await rawBytes(api.url, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toMatch(/at \w+.*:\d+:\d+/);
    if (!/^content-type:/im.test(answer)) return;
    expect(answer).toMatch(/^content-type: application\/problem\+json/im);
    expect(answer).toMatch(/^content-security-policy: default-src 'none'; frame-ancestors 'none'/im);
    expect(answer).toMatch(/^x-content-type-options: nosniff/im);
  });

  it('answers TRACE with credentials like any method that it does not have', async () => {
    const bytes = `TRACE /v1/clients HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${API_KEY}\r\nConnection: close\r\n\r\n`;
    expect(await rawBytes(api.url, bytes)).toMatch(/^HTTP\/1\.1 405 /);
  });
});

describe('HEAD and OPTIONS', () => {
  it('answers HEAD as GET without a body', async () => {
    const response = await api.request('/v1/clients', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('answers OPTIONS without credentials and without a body', async () => {
    const response = await fetch(`${api.url}/v1/clients`, { method: 'OPTIONS' });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });
});

describe('the request id', () => {
  it('is taken from the caller', async () => {
    const response = await api.request('/v1/clients', { headers: { 'x-request-id': 'trace-17' } });
    expect(response.headers.get('x-request-id')).toBe('trace-17');
  });

  it.each(['a b', 'a"b', 'x'.repeat(129), '<script>'])('is made where %j is given', async (given) => {
    const response = await api.request('/v1/clients', { headers: { 'x-request-id': given } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
  });
});

it('gives each kind of error its own status', () => {
  expect(HTTP_STATUS).toEqual({
    invalid: 400,
    unauthenticated: 401,
    forbidden: 403,
    not_found: 404,
    method_not_allowed: 405,
    conflict: 409,
    too_large: 413,
    unsupported_media: 415,
    rate_limited: 429,
    unavailable: 503,
    internal: 500,
  });
});
