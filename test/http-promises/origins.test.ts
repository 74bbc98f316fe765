import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, openPromisedApi, type PromisedApi } from './api.js';

const PAGE = { origin: 'https://page.example' };
const LISTED = { origin: 'https://listed.example' };

let open: PromisedApi;
let limited: PromisedApi;
beforeAll(async () => {
  [open, limited] = await Promise.all([
    openPromisedApi(),
    openPromisedApi({ args: ['--cors-origin', LISTED.origin] }),
  ]);
});
afterAll(() => Promise.all([open.close(), limited.close()]));

function preflight(api: PromisedApi, origin: { origin: string }): Promise<Answered> {
  return api.ask('OPTIONS /v1/config/cursor/default/draft/add', {
    token: null,
    headers: {
      ...origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    },
  });
}

const allowed = ({ headers }: Answered): string | null => headers.get('access-control-allow-origin');

describe('requests from another origin', () => {
  it('[C01] a preflight is answered with origin, methods and headers, and needs no token', async () => {
    const answer = await preflight(open, PAGE);
    expect(Math.floor(answer.status / 100)).toBe(2);
    expect(allowed(answer)).toBe('*');
    const methods = answer.headers.get('access-control-allow-methods')?.split(/,\s*/);
    expect(methods).toEqual(expect.arrayContaining(['GET', 'POST', 'DELETE', 'OPTIONS']));
    const headers = answer.headers.get('access-control-allow-headers')?.toLowerCase().split(/,\s*/);
    expect(headers).toEqual(['authorization', 'content-type']);
  });

  it('[C02] a page can read the answer to a GET, whether it succeeds or fails', async () => {
    const good = await open.ask('GET /v1/clients', { headers: PAGE });
    const bad = await open.ask('GET /v1/clients', { headers: PAGE, token: null });
    expect([good.status, allowed(good), bad.status, allowed(bad)]).toEqual([200, '*', 401, '*']);
    expect(good.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('[C03] a page can read the answer to a POST', async () => {
    const body = { config1: { mcpServers: {} }, config2: { mcpServers: {} } };
    const answer = await open.ask('POST /v1/config/diff', { headers: PAGE, body });
    expect([answer.status, allowed(answer)]).toEqual([200, '*']);
  });

  it('[C04] where origins are named, only those are answered', async () => {
    const listed = await limited.ask('GET /v1/clients', { headers: LISTED });
    const other = await limited.ask('GET /v1/clients', { headers: PAGE });
    expect([allowed(listed), allowed(other)]).toEqual([LISTED.origin, null]);
    expect(listed.headers.get('vary')).toMatch(/origin/i);
    expect(allowed(await preflight(limited, LISTED))).toBe(LISTED.origin);
    expect(allowed(await preflight(limited, PAGE))).toBeNull();
  });
});
