import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../support/raw-request.js';
import { API_KEY, openApi, startApi, type TestApi } from '../support/start-api.js';

const ROUTES = [
  '/health',
  '/openapi.json',
  '/docs',
  '/.well-known/jwks.json',
  '/v1/clients',
  '/mcp',
  '/nothing',
];

const OWN_HOSTS = [
  'localhost',
  'LocalHost:8000',
  '127.0.0.1',
  '127.0.0.1:8000',
  '127.8.8.8',
  '[::1]',
  '[::1]:8000',
];

const FOREIGN_HOSTS = [
  'evil.example',
  'evil.example:8000',
  'localhost.evil',
  'evil.localhost.example',
  'localhost.',
  '127.0.0.1.',
  '127.0.0.1.evil.example',
  'localhost@evil.example',
  'evil.example@localhost',
  'localhost:8000@evil.example',
  'localhost:80:80',
  'localhost:x',
  '[::1%25eth0]',
  '[::1%eth0]',
  '[::ffff:127.0.0.1]',
  '::1',
  '[::2]',
  '0.0.0.0',
  '192.168.0.1',
  '0177.0.0.1',
  '2130706433',
  '127.1',
  'null',
  '-localhost',
  'localhost/',
  'localhost, evil.example',
];

const OWN_ORIGINS = [
  undefined,
  'http://localhost',
  'http://localhost:5173',
  'https://localhost',
  'http://127.0.0.1:8000',
  'http://[::1]:8000',
];

const FOREIGN_ORIGINS = [
  'null',
  '',
  '*',
  'https://evil.example',
  'http://localhost.evil',
  'http://localhost.',
  'http://evil.example/localhost',
  'http://localhost@evil.example',
  'http://127.0.0.1.evil.example',
  'http://[::1%25eth0]',
  'ftp://localhost',
  'file://localhost',
  'chrome-extension://localhost',
  'localhost',
  'http://localhost/',
  'http://localhost http://evil.example',
];

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

interface Asked {
  readonly path: string;
  readonly host?: string;
  readonly origin?: string | undefined;
  readonly url?: string;
}

async function ask({
  path,
  host = 'localhost',
  origin,
  url = api.url,
}: Asked): Promise<[number, string | undefined]> {
  const { status, body } = await rawRequest({
    url: `${url}${path}`,
    method: path === '/mcp' ? 'POST' : 'GET',
    headers: { host, 'x-api-key': API_KEY, ...(origin === undefined ? {} : { origin }) },
  });
  const code = body.startsWith('{') ? (JSON.parse(body) as { code?: string }).code : undefined;
  return [status, code];
}

describe('on a loopback address', () => {
  describe.each(ROUTES)('%s', (path) => {
    it.each(FOREIGN_HOSTS)('is refused to Host %j', async (host) => {
      const [status, code] = await ask({ path, host });
      expect([`${status} ${code}`]).toContainEqual(
        expect.stringMatching(/^(403 host_forbidden|400 invalid_input)$/),
      );
    });

    it.each(OWN_HOSTS)('is not refused to Host %j', async (host) => {
      expect((await ask({ path, host }))[1]).not.toBe('host_forbidden');
    });
  });

  it.each(FOREIGN_ORIGINS)('refuses Origin %j at /mcp, and at no other address', async (origin) => {
    for (const path of ROUTES) {
      const [status, code] = await ask({ path, origin });
      const refused = status === 403 && code === 'origin_forbidden';
      expect([path, refused]).toEqual([path, path === '/mcp']);
    }
  });

  it.each(OWN_ORIGINS)('does not refuse Origin %j', async (origin) => {
    for (const path of ROUTES)
      expect([path, (await ask({ path, origin }))[1]]).not.toEqual([path, 'origin_forbidden']);
  });

  it('looks at the Host before the credentials and the body', async () => {
    const { status, body } = await rawRequest({
      url: `${api.url}/v1/servers`,
      method: 'POST',
      headers: { host: 'evil.example', 'content-type': 'text/plain' },
      chunks: ['{'],
    });
    expect([status, JSON.parse(body).code]).toEqual([403, 'host_forbidden']);
  });

  it('lets no page of a foreign host read the refusal', async () => {
    const { headers } = await rawRequest({
      url: `${api.url}/health`,
      headers: { host: 'evil.example', origin: 'http://evil.example' },
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('refuses a preflight of /mcp from a foreign Origin', async () => {
    const response = await fetch(`${api.url}/mcp`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example' },
    });
    expect(response.status).toBe(403);
  });
});

describe('names that are allowed', () => {
  it('are served beside those of this machine', async () => {
    const { url } = await startApi({ allowedHosts: ['mcp.example', 'Other.example:8443'] });
    const statuses = await Promise.all(
      [
        'mcp.example',
        'MCP.example:9000',
        'other.example:8443',
        'localhost',
        'other.example',
        'x.mcp.example',
      ].map(async (host) => (await ask({ path: '/health', host, url }))[0]),
    );
    expect(statuses).toEqual([200, 200, 200, 200, 403, 403]);
  });

  it('are checked on any address, once there are some', async () => {
    const { url } = await startApi({ host: '0.0.0.0', allowedHosts: ['mcp.example'] });
    expect((await ask({ path: '/health', host: 'mcp.example', url }))[0]).toBe(200);
    expect((await ask({ path: '/health', host: 'evil.example', url }))[0]).toBe(403);
  });

  it('are any where the server listens on every address and none are named', async () => {
    const { url } = await startApi({ host: '0.0.0.0' });
    expect((await ask({ path: '/health', host: 'anything.example', url }))[0]).toBe(200);
  });

  it('let the origins of the allow-list use /mcp', async () => {
    const { url } = await startApi({ corsOrigins: ['https://app.example'] });
    expect((await ask({ path: '/mcp', origin: 'https://app.example', url }))[1]).not.toBe('origin_forbidden');
    expect((await ask({ path: '/mcp', origin: 'https://app.example.evil', url }))[1]).toBe(
      'origin_forbidden',
    );
  });
});
