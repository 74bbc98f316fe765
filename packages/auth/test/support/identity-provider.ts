import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

export const AUDIENCE = 'https://mcp.example.com/';

/** An identity provider on this machine that gives any token that it is asked for. */
export interface TestProvider {
  readonly issuer: string;
  /** The addresses that were asked for, in order. */
  readonly asked: string[];
  /** Answer everything with this status from now on; undefined as it should be. */
  failWith(status: number | undefined): void;
  /** Change what it says of itself. */
  describe(changes: Record<string, unknown>): void;
  /** A good token, with some of its claims (undefined: none) and header changed. */
  token(claims?: Record<string, unknown>, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** A token signed by a key that the provider does not have. */
  forged(header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** Begin to sign with a new key. */
  rotate(): Promise<void>;
  /** The public key, as anyone may fetch it. */
  publicJwk(): Promise<object>;
  close(): Promise<void>;
}

const makeKey = () => generateKeyPair('ES256', { extractable: true });

export async function startProvider({ path = '' }: { readonly path?: string } = {}): Promise<TestProvider> {
  let keys = [await makeKey()];
  let failure: number | undefined;
  let changes: Record<string, unknown> = {};
  const asked: string[] = [];
  const newest = () => keys.at(-1) ?? keys[0];
  const jwks = async () =>
    Promise.all(
      keys.map(async ({ publicKey }, index) => ({
        ...(await exportJWK(publicKey)),
        kid: `k${index}`,
        alg: 'ES256',
      })),
    );
  const server = createServer(async (request, response) => {
    asked.push(request.url ?? '');
    const pages: Record<string, unknown> = {
      [`${path}/.well-known/openid-configuration`]: { issuer, jwks_uri: `${issuer}/jwks`, ...changes },
      [`${path}/jwks`]: { keys: await jwks() },
    };
    const page = pages[request.url ?? ''];
    response.writeHead(failure ?? (page === undefined ? 404 : 200), { 'content-type': 'application/json' });
    response.end(JSON.stringify(page ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  const sign = async (
    key: Awaited<ReturnType<typeof makeKey>> | undefined,
    { claims, header }: { claims: Record<string, unknown>; header: Partial<JWTHeaderParameters> },
  ): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const standard = {
      iss: issuer,
      aud: AUDIENCE,
      sub: 'ada',
      scope: 'config:read',
      iat: now,
      exp: now + 300,
    };
    const payload = { ...standard, ...claims } as JWTPayload;
    const kid = `k${keys.length - 1}`;
    if (key === undefined) throw new Error('There is no key.');
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
      .sign(key.privateKey);
  };
  return {
    issuer,
    asked,
    failWith: (status) => {
      failure = status;
    },
    describe: (given) => {
      changes = given;
    },
    token: (claims = {}, header = {}) => sign(newest(), { claims, header }),
    forged: async (header = {}) => sign(await makeKey(), { claims: {}, header }),
    rotate: async () => {
      keys = [...keys, await makeKey()];
    },
    publicJwk: async () => (await jwks()).at(-1) ?? {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
