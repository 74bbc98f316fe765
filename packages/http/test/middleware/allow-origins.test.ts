import { describe, expect, it } from 'vitest';
import { startApi } from '../support/start-api.js';

const cors = (response: Response): Record<string, string> =>
  Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control-')));

const preflight = (origin: string): RequestInit => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization, content-type',
  },
});

describe('without an allow-list', () => {
  it('a preflight lets any origin in, without credentials', async () => {
    const { url } = await startApi();
    const response = await fetch(`${url}/v1/servers`, preflight('https://app.example'));
    expect(response.status).toBe(204);
    expect(cors(response)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET,POST,DELETE,OPTIONS',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-expose-headers':
        'ETag,Link,X-Request-Id,RateLimit,RateLimit-Policy,Retry-After,WWW-Authenticate,Mcp-Protocol-Version',
      'access-control-max-age': '600',
    });
  });

  it.each(['GET', 'POST', 'DELETE'])(
    'a %s carries the headers, whether it succeeds or fails',
    async (method) => {
      const api = await startApi();
      const init = { method, headers: { origin: 'https://app.example' } };
      for (const response of [
        await api.request('/v1/clients', init),
        await fetch(`${api.url}/v1/clients`, init),
        await api.request('/nothing', init),
      ]) {
        expect(response.headers.get('access-control-allow-origin')).toBe('*');
        expect(response.headers.get('access-control-expose-headers')).toContain('ETag');
        expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      }
    },
  );
});

describe('a caller that names no origin', () => {
  it.each([[], ['https://one.example']])(
    'is told nothing of origins, and caches that others are (allowed: %j)',
    async (...corsOrigins) => {
      const api = await startApi({ corsOrigins });
      const page = { origin: 'https://one.example' };
      // The same answer is given again from its second time on.
      for (const headers of [{}, {}, page, page, { origin: '' }, {}]) {
        for (const path of ['/v1/clients', '/nothing']) {
          const response = await api.request(path, { headers });
          expect(response.headers.get('vary')).toBe('Origin');
          expect(Object.keys(cors(response)).length > 0).toBe(headers === page);
        }
      }
    },
  );
});

describe('with an allow-list', () => {
  it('echoes an origin of the list, with credentials, and says that answers vary', async () => {
    const api = await startApi({ corsOrigins: ['https://one.example', 'https://two.example'] });
    const origin = 'https://two.example';
    for (const response of [
      await fetch(`${api.url}/v1/servers`, preflight(origin)),
      await api.request('/v1/clients', { headers: { origin } }),
      await fetch(`${api.url}/v1/clients`, { headers: { origin } }),
    ]) {
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('access-control-allow-credentials')).toBe('true');
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  it.each(['https://evil.example', 'https://one.example.evil', 'http://one.example', 'null'])(
    'does not answer %s',
    async (origin) => {
      const api = await startApi({ corsOrigins: ['https://one.example'] });
      for (const response of [
        await fetch(`${api.url}/v1/servers`, preflight(origin)),
        await api.request('/v1/clients', { headers: { origin } }),
      ]) {
        expect(response.headers.get('access-control-allow-origin')).toBeNull();
        expect(response.headers.get('vary')).toContain('Origin');
      }
    },
  );
});
