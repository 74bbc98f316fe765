import { createAuthenticate, createIdentityProvider } from '@mcp-orchestration/auth';
import { systemClock } from '@mcp-orchestration/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AUDIENCE, startProvider } from '../../../auth/test/support/identity-provider.js';
import type { AppParts } from '../../src/app-parts.js';
import { rawRequest } from '../support/raw-request.js';
import { API_KEY, startApi } from '../support/start-api.js';

/** The API with an identity provider beside its own API key. */
async function startProtected(changes: Partial<AppParts> & { readonly audience?: string } = {}) {
  const { audience = AUDIENCE, ...rest } = changes;
  const provider = await startProvider();
  onTestFinished(() => provider.close());
  const identityProvider = { issuer: provider.issuer, audience };
  const authenticate = createAuthenticate({
    tokens: { findByHash: async () => undefined },
    usage: { count: () => undefined },
    clock: systemClock,
    apiKey: { value: API_KEY, role: 'viewer' },
    identityProvider: createIdentityProvider({ ...identityProvider, maxTokenAge: 3600, clock: systemClock }),
  });
  const api = await startApi({ authenticate, identityProvider, ...rest });
  return { api, provider };
}

describe("a server that takes an identity provider's tokens", () => {
  it('lets them do what their scopes say, at /v1 and at /mcp, and writes down who did it', async () => {
    const { api, provider } = await startProtected();
    const authorization = `Bearer ${await provider.token({ scope: 'config:read config:draft', sub: 'ada' })}`;
    const post = (path: string, body: object) =>
      fetch(`${api.url}${path}`, {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify(body),
      });
    expect((await post('/v1/config/cursor/default/draft/add', { server_id: 'memory' })).status).toBe(200);
    expect((await post('/v1/config/cursor/default/publish', {})).status).toBe(403);
    const answer = await post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' });
    const { result } = (await answer.json()) as { result: { tools: { name: string }[] } };
    expect(result.tools.map(({ name }) => name)).toContain('add_server_to_config');
    expect(result.tools.map(({ name }) => name)).not.toContain('publish_config');
    const { entries } = await api.call('list_audit_entries', {});
    expect(entries).toEqual(
      expect.arrayContaining([expect.objectContaining({ principal: 'identity_provider:ada' })]),
    );
  });

  it.each<[what: string, claims: Record<string, unknown>]>([
    ['for a sibling', { aud: 'https://other.example.com' }],
    ['for nobody', { aud: undefined }],
    ['that has expired', { exp: 1_700_000_000 }],
    ['that never ends', { exp: undefined }],
  ])('refuses one %s, and says where to get a better one', async (_what, claims) => {
    const { api, provider } = await startProtected();
    const authorization = `Bearer ${await provider.token(claims)}`;
    // The API key beside it is good, and not looked at.
    const response = await api.request('/v1/clients', { headers: { authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer realm="mcp-orchestration", error="invalid_token", ' +
        'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource"',
    );
  });

  it('goes on with its own credentials where the provider does not answer', async () => {
    const { api, provider } = await startProtected();
    provider.failWith(500);
    const authorization = `Bearer ${await provider.token()}`;
    const refused = await fetch(`${api.url}/v1/clients`, { headers: { authorization } });
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'unavailable' }]);
    expect((await api.request('/v1/clients')).status).toBe(200);
  });

  it.each(['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp'])(
    'describes itself at %s, to anyone',
    async (path) => {
      const { api, provider } = await startProtected();
      const response = await fetch(`${api.url}${path}`);
      expect([response.status, await response.json()]).toEqual([
        200,
        {
          resource: AUDIENCE,
          resource_name: 'mcp-orchestration',
          authorization_servers: [provider.issuer],
          bearer_methods_supported: ['header'],
          scopes_supported: expect.arrayContaining(['config:read', 'role:deployer', 'role:admin']),
        },
      ]);
    },
  );

  it('is the address that was asked, where the audience is none; https where a trusted proxy says so', async () => {
    const { api } = await startProtected({
      audience: 'api',
      trustProxy: true,
      allowedHosts: ['mcp.example'],
    });
    const ask = async (headers: Record<string, string>) => {
      const { body } = await rawRequest({ url: `${api.url}/.well-known/oauth-protected-resource`, headers });
      return JSON.parse(body).resource;
    };
    expect(await ask({})).toBe(api.url);
    expect(await ask({ host: 'mcp.example', 'x-forwarded-proto': 'https' })).toBe('https://mcp.example');
  });

  it('has that route in its OpenAPI document', async () => {
    const { api } = await startProtected();
    const { paths } = (await (await fetch(`${api.url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(paths)).toContain('/.well-known/oauth-protected-resource');
  });
});

it('without an identity provider nothing points to one', async () => {
  const api = await startApi();
  expect((await fetch(`${api.url}/.well-known/oauth-protected-resource`)).status).toBe(404);
  const refused = await fetch(`${api.url}/v1/clients`);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="mcp-orchestration"');
});
