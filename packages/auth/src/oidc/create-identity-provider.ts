import { type Clock, OrchestrationError, type Principal } from '@mcp-orchestration/core';
import { type JWTPayload, type JWTVerifyResult, jwtVerify } from 'jose';
import { requireSafe } from './find-provider.js';
import { createProviderKeys } from './provider-keys.js';
import { permissionsOf } from './scope-permissions.js';

/** Public-key signatures alone: no `none`, and none with a secret that a public key could be taken for. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** What an access token may say it is (RFC 9068, RFC 7519); an ID token or a logout token says something else, or may. */
const TYPES = new Set(['at+jwt', 'jwt']);

/** How far the clocks may differ, in seconds. */
const TOLERANCE = 30;

/** An identity provider whose access tokens this server takes. */
export interface IdentityProvider {
  /** Whether a bearer token has the form of one of these. */
  recognizes(token: string): boolean;
  /** @throws OrchestrationError `unauthenticated`; `unavailable` where the provider's keys cannot be had. */
  verify(token: string): Promise<Principal>;
}

/** What {@link createIdentityProvider} is told. */
export interface IdentityProviderOptions {
  /** As the provider writes it: an address, under which it describes itself. */
  readonly issuer: string;
  /** What a token must name as its audience: this server. */
  readonly audience: string;
  /** Seconds after its issue from which on a token is refused, whatever its end. */
  readonly maxTokenAge: number;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}

/**
 * Make an {@link IdentityProvider}: this server as an OAuth 2.0 resource server. Nothing is fetched before the first
 * token comes.
 * @throws OrchestrationError `invalid_input` where the issuer is neither https nor on this machine.
 */
export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider {
  const { issuer, audience, maxTokenAge, clock } = options;
  requireIssuer(issuer);
  const keys = createProviderKeys({ issuer, clock, send: options.fetch });
  return {
    recognizes: (token) => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token),
    async verify(token) {
      const result = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        maxTokenAge,
        clockTolerance: TOLERANCE,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: clock.now(),
      }).catch(refuse);
      return toPrincipal(requireType(result));
    },
  };
}

function requireIssuer(issuer: string): void {
  try {
    requireSafe(new URL(issuer));
  } catch {
    throw new OrchestrationError('invalid_input', {
      message: 'The issuer is an https address, or one of this machine.',
    });
  }
}

/** What is wrong with a token is told to nobody: it would tell what a better one needs. */
function unauthenticated(cause?: unknown): OrchestrationError {
  return new OrchestrationError('unauthenticated', {
    message: 'The bearer token is not one that this server takes.',
    cause,
  });
}

/** Keys that cannot be had are no fault of the token. */
function refuse(error: unknown): never {
  throw error instanceof OrchestrationError ? error : unauthenticated(error);
}

function requireType({ payload, protectedHeader }: JWTVerifyResult): JWTPayload {
  const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '');
  if (type !== undefined && TYPES.has(type)) return payload;
  throw unauthenticated();
}

/** The subject is written into logs and the audit log. What it makes ends with the token at the latest. */
function toPrincipal({ sub = '', exp = 0, scope, scp }: JWTPayload): Principal {
  const end = new Date(exp * 1000);
  if (!/^[\x21-\x7e]{1,255}$/.test(sub) || Number.isNaN(end.getTime())) throw unauthenticated();
  return {
    kind: 'identity_provider',
    id: sub,
    permissions: permissionsOf({ scope, scp }),
    expires_at: end.toISOString(),
  };
}
