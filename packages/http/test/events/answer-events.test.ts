import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import type { AppEnv } from '../../src/app-parts.js';
import { answerEvents } from '../../src/events/answer-events.js';
import { startServer } from '../../src/server/start-server.js';
import { API_KEY, startApi } from '../support/start-api.js';
import { testDrift } from '../support/test-drift.js';

interface Sent {
  readonly id?: string;
  readonly event?: string;
  readonly data?: Record<string, unknown>;
}

/** Reads a stream of events. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const gone = new AbortController();
  const response = await fetch(url, { headers: { 'x-api-key': API_KEY, ...headers }, signal: gone.signal });
  const events: Sent[] = [];
  const comments: string[] = [];
  const ended = (async () => {
    let rest = '';
    for await (const piece of response.body ?? []) {
      const blocks = (rest + Buffer.from(piece).toString()).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith(':')) comments.push(block);
        else events.push(parse(block));
      }
    }
  })().catch(() => undefined);
  return { response, events, comments, ended, leave: () => gone.abort() };
}

function parse(block: string): Sent {
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
  return { ...fields, data: JSON.parse(fields.data) };
}

const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 20 });

describe('GET /v1/events', () => {
  it('tells what happens from now on, wherever it happens', async () => {
    const api = await startApi();
    await api.call('add_server_to_config', { client_id: 'cursor', server_id: 'memory' });
    const { response, events } = await listen(`${api.url}/v1/events`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await api.call('initialize_keys');
    await api.post('/v1/config/cursor/default/publish', { changelog: 'secret plans' });
    await api.call('publish_config', { client_id: 'cursor' });
    await api.call('deploy_config', { client_id: 'cursor' });
    await api.call('undeploy_config', { client_id: 'cursor' });
    await soon(() => expect(events).toHaveLength(4));
    expect(events.map(({ event }) => event)).toEqual([
      'key.created',
      'config.published',
      'config.deployed',
      'config.undeployed',
    ]);
    expect(events[1]?.data).toEqual({
      type: 'config.published',
      at: expect.stringMatching(/^20/),
      principal: 'api_key:api-key',
      client_id: 'cursor',
      profile_id: 'default',
      version: 1,
      artifact_id: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(events)).not.toContain(api.home);
  });

  it('goes on after the event that Last-Event-ID names, and misses none', async () => {
    const api = await startApi();
    const names = Array.from({ length: 130 }, (_value, index) => `memory-${index}`);
    for (const server_name of names)
      await api.call('add_server_to_config', { server_id: 'memory', server_name });
    const first = await listen(`${api.url}/v1/events`, { 'last-event-id': '0' });
    await soon(() => expect(first.events.length).toBe(130));
    first.leave();
    const second = await listen(`${api.url}/v1/events`, { 'last-event-id': first.events[9]?.id ?? '' });
    await soon(() => expect(second.events.length).toBe(120));
    expect(second.events.map(({ data }) => data?.server_name)).toEqual(names.slice(10));
  });

  it('filters by client, profile and type', async () => {
    const api = await startApi();
    await api.call('initialize_keys');
    for (const client_id of ['cursor', 'zed']) {
      for (const profile_id of ['default', 'dev']) {
        await api.call('add_server_to_config', { client_id, profile_id, server_id: 'memory' });
        await api.call('publish_config', { client_id, profile_id });
      }
    }
    const query = 'client_id=zed&profile_id=dev&type=config.published,key.created';
    const { events } = await listen(`${api.url}/v1/events?${query}`, { 'last-event-id': '0' });
    await api.call('add_server_to_config', { client_id: 'zed', profile_id: 'dev', server_id: 'everything' });
    await api.call('publish_config', { client_id: 'zed', profile_id: 'dev' });
    await soon(() => expect(events.map(({ data }) => data?.version)).toEqual([1, 2]));
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['config.published']));
  });

  it('tells a caller only what they may read', async () => {
    const api = await startApi();
    const viewer = await api.makeToken({ role: 'viewer', clients: ['cursor'] });
    const { events } = await listen(`${api.url}/v1/events`, {
      authorization: `Bearer ${viewer}`,
      'last-event-id': '0',
    });
    for (const client_id of ['zed', 'cursor'])
      await api.call('add_server_to_config', { client_id, server_id: 'memory' });
    await soon(() => expect(events.length).toBeGreaterThan(0));
    expect(events.map(({ event, data }) => [event, data?.client_id])).toEqual([['config.drafted', 'cursor']]);
  });

  it.each([
    ['type=nothing', 400],
    ['x=1', 400],
    ['client_id=../x', 400],
  ])('refuses the query %s', async (query, status) => {
    const api = await startApi();
    expect((await api.request(`/v1/events?${query}`)).status).toBe(status);
  });

  it('refuses who may read no event, and an id that is none', async () => {
    const api = await startApi();
    const token = await api.makeToken({ permissions: ['audit:read'] });
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${api.url}/v1/events`, { headers })).status).toBe(403);
    expect((await api.request('/v1/events', { headers: { 'last-event-id': 'x' } })).status).toBe(400);
    expect((await fetch(`${api.url}/v1/events`)).status).toBe(401);
  });

  it('tells of drifts as they are found, without ids and places, to who may read that client', async () => {
    const drift = testDrift();
    const api = await startApi({ drift });
    const viewer = await api.makeToken({ role: 'viewer', clients: ['cursor'] });
    const all = await listen(`${api.url}/v1/events?type=drift.detected`);
    const some = await listen(`${api.url}/v1/events`, { authorization: `Bearer ${viewer}` });
    await soon(() => expect([all.comments, some.comments]).toEqual([[': open'], [': open']]));
    drift.tell({ client_id: 'zed' });
    drift.tell({ client_id: 'cursor', servers: [{ name: 'memory', state: 'missing' }] });
    await soon(() => expect(all.events).toHaveLength(2));
    await soon(() => expect(some.events).toHaveLength(1));
    expect(some.events[0]).toEqual({
      event: 'drift.detected',
      data: {
        type: 'drift.detected',
        at: '2026-01-01T00:00:00.000Z',
        client_id: 'cursor',
        profile_id: 'default',
        cause: 'edited',
        status: 'drifted',
        servers: [{ server_name: 'memory', state: 'missing' }],
      },
    });
    // Between events of the log, too.
    await api.call('add_server_to_config', { client_id: 'cursor', server_id: 'memory' });
    drift.tell({ client_id: 'cursor' });
    await soon(() => expect(some.events).toHaveLength(3));
    expect(some.events.map(({ id }) => id === undefined).sort()).toEqual([false, true, true]);
  });

  it('stops to be told of drifts when it has gone', async () => {
    const drift = testDrift();
    const api = await startApi({ drift });
    const before = drift.listeners();
    const stream = await listen(`${api.url}/v1/events`);
    await soon(() => expect(drift.listeners()).toBe(before + 1));
    stream.leave();
    await soon(() => expect(drift.listeners()).toBe(before));
  });

  it('ends when the token is revoked', async () => {
    const api = await startApi();
    const made = await api.call('create_token', { role: 'admin' });
    const stream = await listen(`${api.url}/v1/events`, { authorization: `Bearer ${made.token}` });
    await api.call('revoke_token', { token_id: made.token_id });
    await new Promise((done) => setTimeout(done, 1_200));
    await api.call('add_server_to_config', { server_id: 'memory' });
    await stream.ended;
    expect(stream.events.map(({ event }) => event)).not.toContain('config.drafted');
  });

  it('ends when the server closes, which does not wait for it', async () => {
    const api = await startApi();
    const stream = await listen(`${api.url}/v1/events`);
    await Promise.all([api.close(), stream.ended]);
  });
});

describe('a stream', () => {
  const principal = { kind: 'local', id: 'test', permissions: ['config:read'] } as const;
  const entry = (sequence: number, size: number) => ({
    sequence,
    at: 'now',
    principal: 'x',
    operation: 'register_server',
    client_id: null,
    profile_id: null,
    outcome: 'success' as const,
    detail: { server_id: 'x'.repeat(size) },
  });

  async function start(
    log: Parameters<typeof answerEvents>[0],
    timings: { heartbeatEvery: number; patience: number },
  ) {
    const app = new Hono<AppEnv>();
    app.use(async (context, next) => {
      context.set('principal', principal);
      await next();
    });
    const reauthenticate = async () => principal;
    app.get('/events', answerEvents(log, { reauthenticate, timings: { pollEvery: 10, ...timings } }));
    return startServer({ app: app as never, host: '127.0.0.1', port: 0 });
  }

  it('that is quiet says that it is still there', async () => {
    const log = { head: async () => ({ sequence: 3 }), list: async () => [] };
    const server = await start(log, { heartbeatEvery: 30, patience: 1_000 });
    const { comments } = await listen(`${server.url}/events`);
    await soon(() => expect(comments).toEqual(expect.arrayContaining([': open', ': still here'])));
    await server.close();
  });

  it('that nobody reads is cut off, and no more is read for it meanwhile', async () => {
    let read = 0;
    const log = {
      head: async () => ({ sequence: 1_000_000 }),
      list: async ({ after, limit }: { after: number; limit: number }) => {
        read += limit;
        return Array.from({ length: limit }, (_value, index) => entry(after + index + 1, 65_536));
      },
    };
    const server = await start(log, { heartbeatEvery: 60_000, patience: 300 });
    const { connect } = await import('node:net');
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    socket.pause();
    socket.on('error', () => undefined);
    await soon(() => expect(read).toBeGreaterThan(0));
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    await new Promise((done) => setTimeout(done, 1_500));
    socket.resume();
    await closed;
    expect(read).toBeLessThan(2_000);
    await server.close();
  });

  it('ends where the log cannot be read, and says nothing of why', async () => {
    const log = { head: async () => ({ sequence: 1 }), list: () => Promise.reject(new Error('secret')) };
    const server = await start(log, { heartbeatEvery: 30, patience: 1_000 });
    const stream = await listen(`${server.url}/events`);
    await stream.ended;
    expect(stream.events).toEqual([]);
    await server.close();
  });
});
