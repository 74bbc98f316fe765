import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OrchestrationError } from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { createClient } from '../../src/client/index.js';
import { API_KEY, openApi, PRODUCT, type TestApi } from '../support/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const connect = (changes: { url?: string; token?: string; apiKey?: string } = { apiKey: API_KEY }) =>
  createClient({ url: api.url, operations: PRODUCT, ...changes });

/** What a call throws. */
const failure = (call: Promise<unknown>): Promise<OrchestrationError> =>
  call.then(
    () => expect.unreachable('it should have failed'),
    (error) => error,
  );

/** A server that answers everything with this. */
async function answerWith(status: number, body: string, headers: Record<string, string> = {}) {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())).finally(() => undefined),
  };
}

describe('the client', () => {
  it('walks from draft to rollback, typed by the catalogue', async () => {
    const client = connect({ token: await api.makeToken() });
    const key = { client_id: 'cursor', profile_id: 'default' };
    await client.call('initialize_keys', {});
    const added = await client.call('add_server_to_config', { ...key, server_id: 'memory' });
    expectTypeOf(added.server_count).toBeNumber();
    expect(added).toMatchObject({ status: 'added', server_count: 1 });
    const published = await client.call('publish_config', { ...key, changelog: 'one' });
    expect(await client.call('get_config', { ...key, version: 1 })).toMatchObject({
      artifact_id: published.artifact_id,
    });
    expect((await client.call('list_releases', { ...key, limit: 1 })).releases).toMatchObject([
      { version: 1 },
    ]);
    expect(await client.call('clear_draft_config', key)).toMatchObject({ previous_count: 1 });
    // @ts-expect-error There is no such operation.
    await expect(client.call('no_such_operation', {})).rejects.toMatchObject({ code: 'operation_not_found' });
  });

  it('answers what the operation answers in this process', async () => {
    const client = connect();
    for (const [name, input] of [
      ['list_clients', {}],
      ['list_available_servers', { transport_filter: 'http', search_query: 'git' }],
      ['describe_server', { server_id: 'filesystem' }],
      ['view_draft_config', { client_id: 'zed', profile_id: 'dev' }],
    ] as const) {
      expect([name, await client.call(name, input as never)]).toEqual([name, await api.call(name, input)]);
    }
  });

  it('fills the defaults of fields that stand in the path, and encodes them', async () => {
    const client = connect();
    expect(await client.call('view_draft_config', {})).toMatchObject({
      client_id: 'claude-desktop',
      profile_id: 'default',
    });
    await client.call('register_server', {
      server_id: 'acme/tools',
      display_name: 'Acme',
      description: 'Tools.',
      transport: { type: 'stdio', command: 'npx', args: ['-y', 'acme@1.0.0'] },
    });
    expect(await client.call('describe_server', { server_id: 'acme/tools' })).toMatchObject({
      server_id: 'acme/tools',
    });
  });

  it('throws what the operation throws, with its code, message, hint and details', async () => {
    const client = connect();
    const cases = [
      ['get_config', { client_id: 'cursor', profile_id: 'nothing-here' }],
      ['publish_config', { client_id: 'zed' }],
      ['describe_server', { server_id: 'no-such-server' }],
    ] as const;
    for (const [name, input] of cases) {
      const there = await failure(client.call(name, input as never));
      const here = await failure(api.call(name, input));
      expect(there).toBeInstanceOf(OrchestrationError);
      expect(there.toReport()).toEqual(here.toReport());
    }
  });

  it('refuses bad input before it is sent', async () => {
    const client = connect({ url: 'http://127.0.0.1:1' });
    expect((await failure(client.call('describe_server', { server_id: '../x' }))).code).toBe('invalid_input');
  });

  it('says that credentials are missing or wrong', async () => {
    expect((await failure(connect({}).call('list_clients', {}))).code).toBe('unauthenticated');
    expect((await failure(connect({ token: 'A'.repeat(43) }).call('list_clients', {}))).code).toBe(
      'unauthenticated',
    );
  });

  it('says that no server answers', async () => {
    const error = await failure(connect({ url: 'http://127.0.0.1:1' }).call('list_clients', {}));
    expect([error.code, error.message]).toEqual(['unavailable', 'No server answers at http://127.0.0.1:1.']);
  });

  it.each([
    ['another server’s page', 502, '<html>', 'unavailable'],
    ['a problem of a newer version', 418, JSON.stringify({ code: 'teapot', detail: 'x' }), 'unavailable'],
    ['an answer of another shape', 200, '{"clients":1}', 'internal'],
    ['an answer that is no JSON', 200, 'ok', 'internal'],
  ])('makes an error of %s', async (_name, status, body, code) => {
    const server = await answerWith(status, body);
    expect((await failure(connect({ url: server.url }).call('list_clients', {}))).code).toBe(code);
    await server.close();
  });

  it('takes its credentials to no other address', async () => {
    const server = await answerWith(302, '', { location: `${api.url}/v1/clients` });
    expect((await failure(connect({ url: server.url, apiKey: API_KEY }).call('list_clients', {}))).code).toBe(
      'unavailable',
    );
    await server.close();
  });

  it('stops when it is told to', async () => {
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(connect().call('list_clients', {}, { signal: stop })).rejects.toThrow('enough');
  });

  it('reaches a server below a path, with or without a slash at the end', async () => {
    const client = connect({ url: `${api.url}/`, apiKey: API_KEY });
    expect((await client.call('list_clients', {})).count).toBeGreaterThan(0);
  });
});
