import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { AUDIENCE, startProvider } from '../../../packages/auth/test/support/identity-provider.js';
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

  it('prints the settings that result, without its secrets, and serves nothing', async () => {
    await mkdir(user.home, { recursive: true });
    const file = join(user.home, 'mcp-orchestration.config.json');
    await writeFile(file, JSON.stringify({ rate_limit: 100, log_level: 'error', port: 1 }));
    const env = { MCP_ORCHESTRATION_API_KEY: API_KEY, MCP_ORCHESTRATION_PORT: '2' };
    const printed = await run(user, ['serve', '--print-config', '--port', '3'], { env });
    await rm(file);
    expect(JSON.parse(printed.stdout)).toMatchObject({
      rate_limit: 100,
      log_level: 'error',
      port: 3,
      api_key: '********',
    });
    expect(printed.stdout).not.toContain(API_KEY);
  });

  it('takes its settings from a file: API key, role, rate limit, proxy and names', async () => {
    const file = join(user.directory, 'server.json');
    await writeFile(join(user.directory, 'key'), `${API_KEY}\n`);
    await writeFile(
      file,
      JSON.stringify({
        port: 0,
        api_key_file: 'key',
        api_key_role: 'viewer',
        rate_limit: 3,
        trust_proxy: true,
        allowed_hosts: ['mcp.example'],
        log_format: 'pretty',
      }),
    );
    const other = await startServer(user, ['serve', '--config', file]);
    const from = (address: string) =>
      fetch(`${other.url}/openapi.json`, { headers: { 'x-forwarded-for': `6.6.6.6, ${address}` } });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await from('1.2.3.4')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await from('1.2.3.5')).headers.get('ratelimit')).toMatch(/^"address";r=2;t=/);
    const headers = { 'x-api-key': API_KEY, 'content-type': 'application/json' };
    const publish = `${other.url}/v1/config/cursor/default/publish`;
    expect((await fetch(publish, { method: 'POST', headers })).status).toBe(403);
    expect(other.printed.stderr).toMatch(/^\d\d:\d\d:\d\d\.\d{3} info {5}GET \/openapi\.json 200 /m);
    expect(await other.stop()).toBe(0);
  });

  it('takes the tokens of an identity provider', async () => {
    const provider = await startProvider();
    onTestFinished(() => provider.close());
    const other = await startServer(user, [
      ...['serve', '--port', '0', '--oidc-issuer', provider.issuer, '--oidc-audience', AUDIENCE],
    ]);
    const ask = async (claims: Record<string, unknown>) => {
      const authorization = `Bearer ${await provider.token(claims)}`;
      return (await fetch(`${other.url}/v1/clients`, { headers: { authorization } })).status;
    };
    expect([await ask({}), await ask({ scope: 'openid' }), await ask({ aud: 'other' })]).toEqual([
      200, 403, 401,
    ]);
    expect(await other.stop()).toBe(0);
  });

  it("tells of drift when it is to watch the clients' files, those deployed later too", async () => {
    const watching = await startServer(user, ['serve', '--port', '0', '--watch-drift'], {
      env: { MCP_ORCHESTRATION_API_KEY: API_KEY },
    });
    const events = await fetch(`${watching.url}/v1/events?type=drift.detected`, {
      headers: { 'x-api-key': API_KEY },
    });
    await run(user, ['init']);
    await run(user, ['draft', 'add', 'memory', '-c', 'cursor']);
    await run(user, ['publish', '-c', 'cursor']);
    await run(user, ['deploy', '-c', 'cursor', '--yes']);
    const target = join(user.directory, '.cursor', 'mcp.json');
    // The file is watched a moment after it was deployed.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await writeFile(target, '{ "mcpServers": {} }');
    let text = '';
    for await (const piece of events.body ?? []) {
      text += Buffer.from(piece).toString();
      if (text.includes('drift.detected')) break;
    }
    expect(JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '')).toMatchObject({
      type: 'drift.detected',
      client_id: 'cursor',
      cause: 'entry_removed',
      servers: [{ server_name: 'memory', state: 'missing' }],
    });
    expect(text).not.toContain(user.directory);
    expect(await watching.stop()).toBe(0);
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
