import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { openOrchestration } from '@mcp-orchestration/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequestRecord } from '../../src/app-parts.js';
import { API_KEY, openApi, type TestApi } from '../support/start-api.js';

let api: TestApi;
let log: RequestRecord[];
/** How often an operation was run. */
let runs: string[];

async function start(changes: Parameters<typeof openApi>[0] = {}): Promise<void> {
  log = [];
  runs = [];
  api = await openApi({ log: (record) => void log.push(record), ...changes });
}

/** Count what is run, and not given again. */
function counted(): Parameters<typeof openApi>[0] {
  return {
    invoke: (name, input, call) => {
      runs.push(name);
      return api.parts.invoke(name, input, call);
    },
  };
}

beforeEach(() => start(counted()));
afterEach(() => api.close());

const DRAFT = '/v1/config/cursor/default/draft';
const bearer = (token: string) => ({ authorization: `Bearer ${token}`, 'x-api-key': '' });

/** All of an answer but what is another one each time. */
async function answerTo(path: string, headers: Record<string, string> = {}) {
  const response = await api.request(path, { headers });
  const { date: _date, 'x-request-id': id, ...rest } = Object.fromEntries(response.headers);
  return { status: response.status, headers: rest, body: await response.text(), id };
}

/** Another process that shares the home. */
async function elsewhere(): Promise<void> {
  const other = await openOrchestration({
    home: api.home,
    machine: { platform: 'linux', homeDirectory: api.home, env: {}, workingDirectory: api.home },
  });
  await other.call('add_server_to_config', { client_id: 'cursor', server_id: 'memory' });
  await other.close();
}

/** All that comes back for bytes that are no browser's. */
async function rawAnswer(bytes: string): Promise<string> {
  const { port } = new URL(api.url);
  const socket = connect({ port: Number(port), host: '127.0.0.1' });
  socket.end(Buffer.from(bytes, 'utf8'));
  let text = '';
  for await (const piece of socket) text += String(piece);
  return text;
}

describe('an answer that is given again', () => {
  it.each(['/v1/clients', '/v1/servers?search_query=git&limit=5', DRAFT, '/v1/clients/cursor/profiles'])(
    'to %s is the same to the byte, has an id of its own, and is worked out once',
    async (path) => {
      const { id: first, ...answer } = await answerTo(path);
      const { id: second, ...again } = await answerTo(path, { 'x-request-id': 'mine' });
      const { id: third, ...more } = await answerTo(path);
      expect([again, more]).toEqual([answer, answer]);
      expect(answer.status).toBe(200);
      expect(second).toBe('mine');
      expect(new Set([first, second, third]).size).toBe(3);
      expect(runs).toHaveLength(1);
    },
  );

  it('is recorded and counted as every other', async () => {
    for (const id of ['one', 'two']) await answerTo('/v1/clients', { 'x-request-id': id });
    expect(runs).toEqual(['list_clients']);
    const [first, second] = log;
    expect(second).toEqual({ ...first, request_id: 'two', duration_ms: expect.any(Number) });
    const metrics = await (await api.request('/metrics')).text();
    expect(metrics).toContain('http_requests_total{method="GET",route="/v1/clients",status="200"} 2');
    expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/v1/clients"} 2');
    expect(metrics).toContain(
      'mcp_orchestration_operations_total{surface="http",operation="list_clients",outcome="ok"} 2',
    );
  });

  it('is logged together with those that are given at the same time, before any of them is sent', async () => {
    const order: string[] = [];
    await api.close();
    await start({
      log: () => void order.push('logged'),
      logTogether: (work) => {
        order.push('together');
        work();
        order.push('written');
      },
    });
    await answerTo('/v1/clients');
    order.length = 0;
    await answerTo('/v1/clients').then(() => order.push('answered'));
    expect(order).toEqual(['together', 'logged', 'written', 'answered']);
  });

  it('is another one as soon as something was written, here or by another process', async () => {
    const { body } = await answerTo(DRAFT);
    await api.post(`${DRAFT}/add`, { server_id: 'fetch' });
    const { body: here } = await answerTo(DRAFT);
    expect(here).not.toBe(body);
    expect(here).toContain('fetch');
    await elsewhere();
    const { body: there } = await answerTo(DRAFT);
    expect(there).toContain('memory');
    expect((await answerTo(DRAFT)).body).toBe(there);
  });

  it('is never older than a write that was answered before it was asked for', async () => {
    for (let turn = 0; turn < 30; turn += 1) {
      await answerTo(DRAFT);
      const name = `server-${turn}`;
      const added = await api.post(`${DRAFT}/add`, { server_name: name, server: { command: 'x' } });
      expect(added.status).toBe(200);
      const answers = await Promise.all(Array.from({ length: 5 }, () => answerTo(DRAFT)));
      for (const { body } of answers) expect(body).toContain(name);
    }
  });

  it('with a tag answers 304 to who has it', async () => {
    await api.post(`${DRAFT}/add`, { server_id: 'memory' });
    const { headers } = await answerTo(DRAFT);
    const tag = { 'if-none-match': headers.etag ?? '' };
    expect(headers.etag).toEqual(expect.any(String));
    for (let time = 0; time < 3; time += 1) {
      expect(await answerTo(DRAFT, tag)).toMatchObject({
        status: 304,
        body: '',
        headers: { etag: headers.etag },
      });
    }
    await api.post(`${DRAFT}/add`, { server_id: 'fetch' });
    expect(await answerTo(DRAFT, tag)).toMatchObject({ status: 200 });
  });
});

describe('who asks', () => {
  it('is found out each time: nothing is given to a stranger, and nothing to a token once it is revoked', async () => {
    const { token, token_id } = await api.call('create_token', { role: 'viewer' });
    for (let time = 0; time < 2; time += 1) {
      expect((await answerTo('/v1/clients', bearer(String(token)))).status).toBe(200);
    }
    const other = `${'A'.repeat(42)}B`;
    for (const headers of [{ 'x-api-key': '' }, bearer(other), { 'x-api-key': 'wrong' }]) {
      const { status, body } = await answerTo('/v1/clients', headers);
      expect([status, body.includes('claude')]).toEqual([401, false]);
    }
    await api.call('revoke_token', { token_id });
    await vi.waitFor(
      async () => expect((await answerTo('/v1/clients', bearer(String(token)))).status).toBe(401),
      { timeout: 1_000, interval: 50 },
    );
  });

  it('is answered within its limits, whatever others were answered', async () => {
    const make = async (input: Record<string, unknown>) =>
      bearer(String((await api.call('create_token', input)).token));
    const all = await make({ role: 'viewer' });
    const cursor = await make({ role: 'viewer', clients: ['cursor'] });
    const zed = await make({ role: 'viewer', clients: ['zed'] });
    const counts = new Map<object, number>();
    for (const headers of [all, cursor, zed, all, zed, cursor]) {
      const { body } = await answerTo('/v1/clients', headers);
      const { count } = JSON.parse(body) as { count: number };
      expect(counts.get(headers) ?? count).toBe(count);
      counts.set(headers, count);
    }
    expect(counts.get(cursor)).toBe(1);
    expect(counts.get(all)).toBeGreaterThan(40);
    expect((await answerTo(DRAFT, all)).status).toBe(200);
    expect((await answerTo(DRAFT, zed)).status).toBe(403);
  });

  it('has to speak to a host that is served, as ever', async () => {
    await answerTo('/v1/clients');
    const { port } = new URL(api.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: 'attacker.example', 'x-api-key': API_KEY };
      rawRequest({ port, host: '127.0.0.1', path: '/v1/clients', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('cannot have another address answered, and kept, by a Host that holds part of it', async () => {
    await api.close();
    // An address that is not this machine's alone, where no names are given.
    await start({ ...counted(), host: '0.0.0.0' });
    const honest = await answerTo(DRAFT);
    for (const host of ['aaaaèêaøüðæêaáüô/v1/clients#', 'a b@x', 'x/v1/clients?', 'x#']) {
      const answer = await rawAnswer(
        `GET ${DRAFT} HTTP/1.1\r\nHost: ${host}\r\nX-API-Key: ${API_KEY}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 (400|403) /);
    }
    expect(await answerTo(DRAFT)).toMatchObject({ status: 200, body: honest.body });
  });

  it('cannot fill the memory with addresses and headers that it makes up', async () => {
    const long = { origin: `https://${'a'.repeat(3_000)}.example` };
    await answerTo('/v1/clients', long);
    await answerTo('/v1/clients', long);
    expect(runs).toEqual(['list_clients', 'list_clients']);
  });

  it('from an origin is told what browsers may do with the answer, by that origin', async () => {
    await api.close();
    await start({ corsOrigins: ['https://one.example'] });
    for (let time = 0; time < 2; time += 1) {
      const known = await answerTo('/v1/clients', { origin: 'https://one.example' });
      expect(known.headers['access-control-allow-origin']).toBe('https://one.example');
      const unknown = await answerTo('/v1/clients', { origin: 'https://two.example' });
      expect(unknown.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('no answer is given again', () => {
  it.each(['/v1/keys', '/v1/audit', '/v1/config/cursor/default/drift'])(
    'of %s, which follows from more than the database or tells of each call',
    async (path) => {
      await api.call('initialize_keys');
      for (let time = 0; time < 3; time += 1) await answerTo(path);
      expect(runs).toHaveLength(3);
    },
  );

  it('where requests are limited: its headers count them', async () => {
    await api.close();
    await start({ ...counted(), rateLimit: 100 });
    const first = await answerTo('/v1/clients');
    const second = await answerTo('/v1/clients');
    expect(second.headers.ratelimit).not.toBe(first.headers.ratelimit);
    expect(runs).toHaveLength(2);
  });

  it('with a precondition, or a header that is there twice', async () => {
    await answerTo(DRAFT);
    await answerTo(DRAFT, { 'if-match': '"0"' });
    expect(runs.length).toBeGreaterThan(1);
  });
});
