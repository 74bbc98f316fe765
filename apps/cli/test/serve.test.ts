import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeUser, run, runJson, type User } from './support/cli.js';
import { type RunningServer, startServer } from './support/server.js';

const API_KEY = 'k'.repeat(40);

let user: User;
let server: RunningServer;
beforeAll(async () => {
  user = await makeUser();
  server = await startServer(user, ['serve', '--port', '0', '--cors-origin', 'https://app.example'], {
    env: { MCP_ORCHESTRATION_API_KEY: API_KEY },
  });
});

async function makeToken(...args: string[]): Promise<{ token: string; token_id: string }> {
  return runJson(user, ['token', 'create', ...args]);
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { headers });

describe('serve', () => {
  it('prints its address, that of the documents, and a command that makes a token', () => {
    const { stdout } = server.printed;
    expect(stdout).toContain(`mcp-orchestration serves at ${server.url}\n`);
    expect(stdout).toContain(`${server.url}/docs`);
    expect(stdout).toMatch(/make a token +node \S+mcp-orchestration\.js token create\n/);
  });

  it.each([
    '/health',
    '/ready',
    '/openapi.json',
    '/.well-known/jwks.json',
    '/docs',
    '/redoc',
    '/docs/swagger-ui-bundle.js',
  ])('answers %s without credentials', async (path) => {
    const answer = await get(path);
    expect({ status: answer.status, empty: (await answer.text()) === '' }).toEqual({
      status: 200,
      empty: false,
    });
  });

  it('takes a token that the command line made meanwhile, counts its uses, and refuses it within a second of its end', async () => {
    const { token, token_id } = await makeToken();
    const authorization = `Bearer ${token}`;
    expect((await get('/v1/clients')).status).toBe(401);
    expect((await get('/v1/clients', { authorization })).status).toBe(200);
    expect((await get('/v1/servers', { authorization })).status).toBe(200);
    await run(user, ['token', 'revoke', token_id]);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await get('/v1/clients', { authorization })).status).toBe(401);
  });

  it('takes the API key of its environment', async () => {
    expect((await get('/v1/clients', { 'x-api-key': API_KEY })).status).toBe(200);
    expect((await get('/v1/clients', { 'x-api-key': 'other' })).status).toBe(401);
  });

  it('serves MCP to a token', async () => {
    const { token } = await makeToken('--role', 'viewer');
    const answer = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    const { result } = (await answer.json()) as { result: { tools: { name: string }[] } };
    const names = result.tools.map(({ name }) => name);
    expect(names).toContain('list_clients');
    expect(names).not.toContain('deploy_config');
  });

  it('allows the origins that were named, and no other', async () => {
    const named = await get('/health', { origin: 'https://app.example' });
    expect(named.headers.get('access-control-allow-origin')).toBe('https://app.example');
    const other = await get('/health', { origin: 'https://other.example' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('logs each request as a line of JSON, without its credentials', async () => {
    const { token } = await makeToken();
    await get('/v1/clients?token=s3cret', { authorization: `Bearer ${token}` });
    await get('/v1/clients', { authorization: `Bearer ${token}`, 'x-request-id': 'find-me' });
    const records = server.printed.stderr
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(records).toContainEqual(
      expect.objectContaining({
        level: 'info',
        request_id: 'find-me',
        method: 'GET',
        route: '/v1/clients',
        status: 200,
      }),
    );
    expect(server.printed.stderr).not.toContain(token);
    expect(server.printed.stderr).not.toContain('s3cret');
  });

  it('says that a port is in use, and exits 6', async () => {
    const { code, stderr } = await run(user, ['serve', '--port', new URL(server.url).port]);
    expect(code).toBe(6);
    expect(stderr).toContain(`error: Port ${new URL(server.url).port} of 127.0.0.1 is in use.`);
  });

  it('ends what is in flight at SIGTERM, stores the uses that it counted, and exits 0', async () => {
    const { token, token_id } = await makeToken();
    await get('/v1/clients', { authorization: `Bearer ${token}` });
    expect(await server.stop('SIGTERM')).toBe(0);
    const { tokens } = await runJson<{ tokens: { token_id: string; usage_count: number }[] }>(user, [
      'token',
      'list',
    ]);
    expect(tokens.find((one) => one.token_id === token_id)?.usage_count).toBe(1);
  });
});

describe('serve, started otherwise', () => {
  it('is the binary of the first version, with its options', async () => {
    const old = await startServer(user, ['--host', '127.0.0.1', '--port', '0', '--log-level', 'critical'], {
      bin: 'mcp-orchestration-serve-http',
    });
    expect((await fetch(`${old.url}/health`)).status).toBe(200);
    expect(old.printed.stderr).toBe('');
    expect(await old.stop('SIGINT')).toBe(0);
  });

  it('tells a program where it listens, as JSON', async () => {
    const other = await startServer(user, ['serve', '--port', '0', '--json']);
    expect(JSON.parse(other.printed.stdout)).toMatchObject({ url: other.url, docs_url: `${other.url}/docs` });
    expect(await other.stop()).toBe(0);
  });

  it('ends at once at a second signal, whatever still hangs', async () => {
    const other = await startServer(user, ['serve', '--port', '0'], {
      env: { MCP_ORCHESTRATION_API_KEY: API_KEY },
    });
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(
      `POST /v1/config/diff HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: ${API_KEY}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    other.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(other.child.exitCode).toBeNull();
    expect(await other.stop('SIGTERM')).toBe(143);
    socket.destroy();
  });

  it('refuses an API key that can be guessed', async () => {
    const { code, stderr } = await run(user, ['serve', '--port', '0'], {
      env: { MCP_ORCHESTRATION_API_KEY: 'short' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('at least 32 characters');
    expect(stderr).not.toContain('short');
  });
});
