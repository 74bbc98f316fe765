import { createHmac } from 'node:crypto';
import { PERMISSIONS, ROLES, systemClock } from '@mcp-orchestration/core';
import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdentityProvider, type IdentityProvider } from '../../src/oidc/create-identity-provider.js';
import type { SetClock } from '../support/bench.js';
import { AUDIENCE, startProvider, type TestProvider } from '../support/identity-provider.js';

let provider: TestProvider;
let checked: IdentityProvider;
beforeEach(async () => {
  provider = await startProvider();
  checked = open();
});
afterEach(() => provider.close());

const open = (issuer = provider.issuer, clock = systemClock): IdentityProvider =>
  createIdentityProvider({ issuer, audience: AUDIENCE, maxTokenAge: 3600, clock });

/** A clock of this time that moves by hand. */
function movingClock(): SetClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

const now = (): number => Math.floor(Date.now() / 1000);
const part = (data: object): string => Buffer.from(JSON.stringify(data)).toString('base64url');
const UNAUTHENTICATED = {
  code: 'unauthenticated',
  message: 'The bearer token is not one that this server takes.',
};

describe('an access token of the identity provider', () => {
  it('is its subject, with the permissions that its scopes name', async () => {
    const token = await provider.token({
      scope: 'openid config:read audit:read profile',
      aud: ['other', AUDIENCE],
    });
    expect(await checked.verify(token)).toEqual({
      kind: 'identity_provider',
      id: 'ada',
      permissions: ['config:read', 'audit:read'],
      expires_at: expect.stringMatching(/^20.*Z$/),
    });
  });

  it.each([
    ['a role', { scope: 'role:deployer' }, ROLES.deployer],
    [
      'a role and a permission beyond it',
      { scope: 'role:viewer keys:manage' },
      ['config:read', 'keys:manage'],
    ],
    ['a list, as some providers write it', { scope: undefined, scp: ['config:draft'] }, ['config:draft']],
    ['the administrator', { scope: 'role:admin' }, PERMISSIONS],
    ['nothing that means something here', { scope: 'openid role:root role:constructor' }, []],
    ['no text', { scope: { 'role:admin': true } }, []],
  ])('may do what its scopes say: %s', async (_what, claims, permissions) => {
    expect((await checked.verify(await provider.token(claims))).permissions).toEqual(permissions);
  });

  it.each([
    ['typ JWT', { typ: 'JWT' }],
    ['typ application/at+jwt', { typ: 'application/at+jwt' }],
    ['another case', { typ: 'AT+JWT' }],
  ])('is taken with %s', async (_what, header) => {
    await expect(checked.verify(await provider.token({}, header))).resolves.toMatchObject({ id: 'ada' });
  });

  it.each<[what: string, claims: Record<string, unknown>]>([
    ['for a sibling', { aud: 'https://other.example.com/' }],
    ['for an audience that ours begins with', { aud: 'https://mcp.example.com' }],
    ['for no audience', { aud: undefined }],
    ['for an empty list of audiences', { aud: [] }],
    ['of another issuer', { iss: 'https://other.example.com' }],
    ['of our issuer with a slash more', { iss: 'SLASH' }],
    ['of no issuer', { iss: undefined }],
    ['that has expired', { exp: now() - 60, iat: now() - 120 }],
    ['that never ends', { exp: undefined }],
    ['whose end is further than any date', { exp: 1e300 }],
    ['whose end is no number', { exp: '9999999999' }],
    ['of unknown age', { iat: undefined }],
    ['that is older than allowed, though it has not ended', { iat: now() - 7200, exp: now() + 7200 }],
    ['from the future', { iat: now() + 600, exp: now() + 900 }],
    ['that is not yet valid', { nbf: now() + 600 }],
    ['of nobody', { sub: undefined }],
    ['of somebody whose name would deceive in a log', { sub: 'a\nb' }],
    ['of somebody without a name', { sub: '' }],
  ])('is refused %s', async (_what, claims) => {
    const given = claims.iss === 'SLASH' ? { iss: `${provider.issuer}/` } : claims;
    await expect(checked.verify(await provider.token(given))).rejects.toMatchObject(UNAUTHENTICATED);
  });

  it.each([
    ['an ID token or any other without a type', { typ: undefined }],
    ['a logout token', { typ: 'logout+jwt' }],
    ['a proof of possession', { typ: 'dpop+jwt' }],
    ['one with a critical header that nobody understands', { crit: ['exp2'], exp2: 1 }],
  ])('is refused where it is %s', async (_what, header) => {
    const token = await provider.token({}, header as never).catch(async () => {
      // jose does not sign what it would not understand.
      const good = await provider.token();
      return [part({ alg: 'ES256', typ: 'at+jwt', kid: 'k0', ...header }), ...good.split('.').slice(1)].join(
        '.',
      );
    });
    await expect(checked.verify(token)).rejects.toMatchObject(UNAUTHENTICATED);
  });

  it('is refused where its claims or its signature were changed', async () => {
    const [header = '', payload = '', signature = ''] = (await provider.token()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const raised = part({ ...claims, scope: 'role:admin' });
    for (const token of [
      `${header}.${raised}.${signature}`,
      `${header}.${payload}.${signature.slice(4)}AAAA`,
    ]) {
      await expect(checked.verify(token)).rejects.toMatchObject(UNAUTHENTICATED);
    }
  });

  it('is refused where it is not signed, however "none" is written, without asking the provider', async () => {
    const claims = (await provider.token({ scope: 'role:admin' })).split('.')[1];
    for (const alg of ['none', 'None', 'NONE', '', undefined]) {
      const token = `${part({ alg, typ: 'at+jwt' })}.${claims}.`;
      expect(checked.recognizes(token)).toBe(true);
      await expect(checked.verify(token)).rejects.toMatchObject(UNAUTHENTICATED);
    }
    expect(provider.asked).toEqual([]);
  });

  it('is refused where the public key was used as a secret', async () => {
    const head = part({ alg: 'HS256', typ: 'at+jwt', kid: 'k0' });
    const claims = (await provider.token({ scope: 'role:admin' })).split('.')[1];
    const secret = JSON.stringify(await provider.publicJwk());
    const mac = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
    await expect(checked.verify(`${head}.${claims}.${mac}`)).rejects.toMatchObject(UNAUTHENTICATED);
  });

  it('is refused where it brings its own key', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = (await provider.publicJwk()) as never;
    const claims = { iss: provider.issuer, aud: AUDIENCE, sub: 'eve', iat: now(), exp: now() + 60 };
    const header = {
      alg: 'ES256',
      typ: 'at+jwt',
      jwk,
      jku: 'http://127.0.0.1:1/keys',
      x5u: 'http://127.0.0.1:1/',
    };
    const token = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    await expect(checked.verify(token)).rejects.toMatchObject(UNAUTHENTICATED);
    await expect(checked.verify(await provider.forged())).rejects.toMatchObject(UNAUTHENTICATED);
  });

  it.each(['a.b.c', 'e30.e30.', 'e30.e30.e30', '..', 'a'.repeat(43)])(
    'is no text such as %s',
    async (token) => {
      await expect(checked.verify(token)).rejects.toMatchObject(UNAUTHENTICATED);
    },
  );

  it('looks like none of our own tokens', () => {
    expect(checked.recognizes('a'.repeat(43))).toBe(false);
    expect(checked.recognizes('a.b.c d')).toBe(false);
    expect(checked.recognizes('a.b.c.d.e')).toBe(false);
  });
});

describe('the keys of the identity provider', () => {
  it('are fetched when the first token comes, and once for many', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => provider.token()));
    expect(provider.asked).toEqual([]);
    await Promise.all(tokens.map((token) => checked.verify(token)));
    for (const token of tokens) await checked.verify(token);
    expect(provider.asked).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });

  it('are asked for no more often however many tokens name keys that are not known', async () => {
    await checked.verify(await provider.token());
    const before = provider.asked.length;
    const forged = await provider.forged();
    const claims = forged.split('.').slice(1).join('.');
    for (let count = 0; count < 200; count += 1) {
      const token = `${part({ alg: 'ES256', typ: 'at+jwt', kid: `made-up-${count}` })}.${claims}`;
      await expect(checked.verify(token)).rejects.toMatchObject(UNAUTHENTICATED);
    }
    expect(provider.asked.length - before).toBeLessThanOrEqual(1);
  });

  it('are those of now after a rotation, for who has not asked yet', async () => {
    await provider.rotate();
    await expect(checked.verify(await provider.token())).resolves.toMatchObject({ id: 'ada' });
  });

  it('that cannot be had are no fault of the token; the provider gets some rest, and is asked again', async () => {
    const clock = movingClock();
    const patient = open(provider.issuer, clock);
    const token = await provider.token();
    provider.failWith(503);
    for (let count = 0; count < 50; count += 1) {
      await expect(patient.verify(token)).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect(provider.asked.length).toBeLessThanOrEqual(2);
    provider.failWith(undefined);
    clock.pass(5_001);
    await expect(patient.verify(token)).resolves.toMatchObject({ id: 'ada' });
  });

  it('are not taken from one who says it is another, nor from where others could read along', async () => {
    for (const changes of [
      { issuer: 'https://other.example' },
      { jwks_uri: 'http://keys.example/jwks' },
      { jwks_uri: 1 },
    ]) {
      provider.describe(changes);
      await expect(open().verify(await provider.token())).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect(provider.asked).not.toContain('/jwks');
  });

  it('are found where the issuer has a path', async () => {
    const tenant = await startProvider({ path: '/realms/one' });
    await expect(open(tenant.issuer).verify(await tenant.token())).resolves.toMatchObject({ id: 'ada' });
    expect(tenant.asked[0]).toBe('/realms/one/.well-known/openid-configuration');
    await tenant.close();
  });
});

it.each(['http://id.example.com', 'ftp://127.0.0.1', 'id.example.com', 'http://127.0.0.1.evil.example'])(
  'an issuer such as %s is refused',
  (issuer) => {
    expect(() => open(issuer)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  },
);
