import { jsonSchemaOf } from '@mcp-orchestration/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeOf } from '../src/operation-route.js';
import { ALL_OPERATIONS, openApi, type TestApi } from './support/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
  await api.call('initialize_keys');
  await api.call('add_server_to_config', { client_id: 'cursor', server_id: 'memory' });
  await api.call('publish_config', { client_id: 'cursor' });
});
afterAll(() => api.close());

/** More of them in long runs: HOSTILE_RUNS=100000 npx vitest run packages/http/test/hostile.test.ts */
const RUNS = Number(process.env.HOSTILE_RUNS ?? 500);

/** Text that programs stumble over. */
const nasty = fc.constantFrom(
  '',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'nul',
  'CON',
  '\u0000',
  '\ud800',
  '\u202e\u2066',
  'a'.repeat(5_000),
  '${env:HOME}',
  '{path}',
  "'; drop table drafts; --",
  '<script>alert(1)</script>',
  '\r\nX-Injected: 1',
  '-1',
  '1e999',
  'https://[::1',
  '9007199254740993',
);

const wild: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('cursor', 'default', 'memory', 'filesystem', 1, 0, -1, true, null, 1.5, 2 ** 53, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
  fc.record({ mcpServers: fc.dictionary(nasty, fc.jsonValue({ maxDepth: 2 })) }),
  fc.record({ command: nasty, args: fc.array(nasty, { maxLength: 3 }), env: fc.dictionary(nasty, nasty) }),
);

/** Files of the machine that the test runs on are not what it is about. */
const WRITES_FILES = ['sync_configs', 'restore_backup', 'set_client_path'];

/** A request to an operation with some of its fields, some others, and anything in them. */
const hostile = fc
  .constantFrom(...ALL_OPERATIONS.filter(({ name }) => !WRITES_FILES.includes(name)))
  .chain((operation) => {
    const { method, path, parameters } = routeOf(operation);
    const fields = Object.keys((jsonSchemaOf(operation.input, 'input').properties ?? {}) as object);
    const rest = fields.filter((name) => !parameters.includes(name));
    const known = fc.record(Object.fromEntries(rest.map((name) => [name, wild])), { requiredKeys: [] });
    const unknown = fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(nasty, wild) },
    );
    const place = fc.oneof(
      fc.constantFrom('cursor', 'default', 'memory'),
      nasty,
      fc.string({ maxLength: 8 }),
    );
    return fc.record({
      method: fc.constant(method),
      path: fc.tuple(...parameters.map(() => place)).map((values) => fill(path, values)),
      input: fc.tuple(known, unknown).map(([left, right]) => ({ ...left, ...right })),
    });
  });

function fill(path: string, values: readonly string[]): string {
  let index = 0;
  return path.replaceAll(
    /\{\w+\}/g,
    () => encodeURIComponent(Buffer.from(values[index++] ?? '').toString()) || '-',
  );
}

interface Hostile {
  readonly method: string;
  readonly path: string;
  readonly input: Record<string, unknown>;
}

function send({ method, path, input }: Hostile): Promise<Response> {
  if (method === 'POST') return api.post(path, input);
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  const query = new URLSearchParams(
    Object.entries(input).map(([name, value]): [string, string] => [name, text(value)]),
  );
  return api.request(`${path}?${query}`, { method });
}

describe('hostile input', () => {
  it('is answered, never with an unexpected failure, and each refusal is a problem document', async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(hostile, async (request) => {
        const response = await send(request);
        const text = await response.text();
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
        expect([request.path, response.status < 500, text]).toEqual([request.path, true, text]);
        expect(response.headers.get('x-injected')).toBeNull();
        if (response.status >= 400) {
          expect(response.headers.get('content-type')).toBe('application/problem+json');
          // An address that is too long is refused before there is a request.
          const code = response.status === 431 ? {} : { code: expect.any(String) };
          expect(JSON.parse(text)).toMatchObject({ status: response.status, ...code });
          expect(text).not.toMatch(/node_modules|\.ts:\d+|at async/);
        }
      }),
      { numRuns: RUNS, seed: 20_260_101, endOnFailure: true },
    );
    // Otherwise the requests were too dull, or too wild, to have tried anything.
    expect(seen.get(200)).toBeGreaterThan(20);
    expect(seen.get(400)).toBeGreaterThan(200);
  }, 3_600_000);
});
