import { describe, expect, it } from 'vitest';
import { API_KEY, startApi } from '../support/start-api.js';

const statuses = async (times: number, send: () => Promise<Response>): Promise<number[]> => {
  const found: number[] = [];
  for (let count = 0; count < times; count += 1) found.push((await send()).status);
  return found;
};

describe('a limit of requests', () => {
  it('is none unless it is asked for', async () => {
    const api = await startApi();
    expect(new Set(await statuses(50, () => api.request('/v1/keys')))).toEqual(new Set([200]));
    expect((await api.request('/v1/keys')).headers.get('ratelimit')).toBeNull();
  });

  it('holds a principal back, says what is left and when to come again', async () => {
    const api = await startApi({ rateLimit: 3 });
    const left: unknown[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { headers } = await api.request('/v1/keys');
      expect(headers.get('ratelimit-policy')).toBe('"principal";q=3;w=60');
      left.push(/^"principal";r=(\d+);t=\d+$/.exec(headers.get('ratelimit') ?? '')?.[1]);
    }
    expect(left).toEqual(['2', '1', '0']);
    const refused = await api.request('/v1/keys');
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'rate_limited' }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toMatch(/^"principal";r=0;t=\d+$/);
  });

  it('counts each principal for itself, from whichever address, on every route', async () => {
    const api = await startApi({ rateLimit: 2 });
    const bearer = { authorization: `Bearer ${await api.makeToken()}` };
    const asToken = (path: string): Promise<Response> => fetch(`${api.url}${path}`, { headers: bearer });
    expect(await statuses(2, () => asToken('/v1/keys'))).toEqual([200, 200]);
    expect((await asToken('/v1/clients')).status).toBe(429);
    expect((await asToken('/metrics')).status).toBe(429);
    expect((await fetch(`${api.url}/v1/keys`, { headers: { 'x-api-key': API_KEY } })).status).toBe(200);
  });

  it('counts who is not known by address, but never who asks whether the server is alive', async () => {
    const api = await startApi({ rateLimit: 2 });
    expect(await statuses(3, () => fetch(`${api.url}/openapi.json`))).toEqual([200, 200, 429]);
    expect((await fetch(`${api.url}/.well-known/jwks.json`)).status).toBe(429);
    expect(new Set(await statuses(20, () => fetch(`${api.url}/health`)))).toEqual(new Set([200]));
    expect((await api.request('/v1/keys')).status).toBe(200);
  });
});
