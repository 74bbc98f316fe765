import { PERMISSIONS } from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeOf } from '../../src/operation-route.js';
import { ALL_OPERATIONS, API_KEY, openApi, type TestApi } from '../support/start-api.js';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await openApi();
  token = await api.makeToken();
});
afterAll(() => api.close());

const get = (headers: Record<string, string>): Promise<Response> =>
  fetch(`${api.url}/v1/clients`, { headers });

describe('credentials', () => {
  it.each([
    ['a bearer token', () => ({ authorization: `Bearer ${token}` })],
    ['the scheme in any case', () => ({ authorization: `bEaReR ${token}` })],
    ['the API key', () => ({ 'x-api-key': API_KEY })],
  ])('lets in %s', async (_name, headers) => {
    expect((await get(headers())).status).toBe(200);
  });

  it.each([
    ['none', () => ({})],
    ['a wrong token', () => ({ authorization: `Bearer ${'A'.repeat(43)}` })],
    ['an empty token', () => ({ authorization: 'Bearer ' })],
    ['another scheme', () => ({ authorization: `Basic ${token}` })],
    ['a wrong token beside the right API key', () => ({ authorization: 'Bearer x', 'x-api-key': API_KEY })],
    ['a wrong API key', () => ({ 'x-api-key': `${API_KEY}x` })],
    ['an API key with other letters than ASCII', () => ({ 'x-api-key': '\u00e9'.repeat(40) })],
  ])('refuses %s with 401 and the scheme to use', async (name, headers) => {
    const response = await get(headers());
    expect([name, response.status]).toEqual([name, 401]);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="mcp-orchestration"/);
    expect(await response.json()).toMatchObject({
      code: 'unauthenticated',
      hint: expect.stringContaining('Bearer'),
    });
  });

  it('says invalid_token only where a token was given (RFC 6750)', async () => {
    expect((await get({})).headers.get('www-authenticate')).not.toContain('invalid_token');
    expect((await get({ authorization: 'Bearer x' })).headers.get('www-authenticate')).toContain(
      'invalid_token',
    );
  });

  it('are asked for before the body is looked at', async () => {
    const response = await fetch(`${api.url}/v1/servers`, { method: 'POST', body: '{"a":', headers: {} });
    expect(response.status).toBe(401);
  });

  it.each(['/health', '/ready', '/openapi.json', '/.well-known/jwks.json', '/docs', '/redoc'])(
    'are not asked for at %s',
    async (path) => {
      expect((await fetch(`${api.url}${path}`)).status).not.toBe(401);
    },
  );

  it.each([...ALL_OPERATIONS.map(({ http }) => http), 'POST /mcp', 'GET /v1/nothing'])(
    'are asked for at %s',
    async (address) => {
      const { method, path } = routeOf({ http: address as never });
      const url = `${api.url}${path.replaceAll(/\{\w+\}/g, 'x')}`;
      expect((await fetch(url, { method })).status).toBe(401);
    },
  );
});

describe('permissions', () => {
  it.each(PERMISSIONS)(
    'a token with everything but %s is refused exactly what needs it',
    async (permission) => {
      const limited = await api.makeToken({
        permissions: PERMISSIONS.filter((other) => other !== permission),
      });
      const refused: string[] = [];
      for (const operation of ALL_OPERATIONS) {
        const { method, path } = routeOf(operation);
        const url = `${api.url}${path.replaceAll(/\{\w+\}/g, '-')}`;
        const response = await fetch(url, { method, headers: { authorization: `Bearer ${limited}` } });
        const { code, detail } = (await response.json()) as Record<string, string>;
        if (code === 'forbidden' && detail?.includes(permission)) refused.push(operation.name);
      }
      const needing = ALL_OPERATIONS.filter((operation) => operation.permission === permission);
      expect(refused).toEqual(needing.map(({ name }) => name));
    },
  );

  it('limits a token to its clients and profiles', async () => {
    const limited = await api.makeToken({ role: 'deployer', clients: ['cursor'], profiles: ['dev'] });
    const status = async (path: string): Promise<number> =>
      (await fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${limited}` } })).status;
    expect(await status('/v1/config/cursor/dev/draft')).toBe(200);
    expect(await status('/v1/config/cursor/default/draft')).toBe(403);
    expect(await status('/v1/config/zed/dev/draft')).toBe(403);
  });
});
