import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { makeUser, run } from '../support/cli.js';
import { startServer } from '../support/server.js';

const TELEMETRY = fileURLToPath(new URL('../support/telemetry.mjs', import.meta.url));

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly parent?: string;
  readonly attributes: Record<string, unknown>;
}

it('traces requests with the OpenTelemetry SDK that was preloaded, goes on with the trace of the caller, and tells no credentials', async () => {
  const user = await makeUser();
  const { stdout } = await run(user, ['token', 'create', '--role', 'viewer']);
  const token = /Generated token: (\S+)/.exec(stdout)?.[1] ?? '';
  const file = join(user.directory, 'spans.jsonl');
  const env = { NODE_OPTIONS: `--import=${TELEMETRY}`, SPANS_FILE: file };
  const server = await startServer(user, ['serve', '--port', '0'], { env });
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const parent = 'b7ad6b7169203331';
  const headers = { authorization: `Bearer ${token}`, traceparent: `00-${traceId}-${parent}-01` };
  expect((await fetch(`${server.url}/v1/clients/cursor/profiles`, { headers })).status).toBe(200);
  const text = await vi.waitFor(() => readFile(file, 'utf8'), { timeout: 10_000 });
  await server.stop();
  const [span] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Span);
  expect(span).toMatchObject({
    name: 'GET /v1/clients/:client_id/profiles',
    traceId,
    parent,
    attributes: { 'http.request.method': 'GET', 'http.response.status_code': 200 },
  });
  expect(text).not.toContain(token);
});
