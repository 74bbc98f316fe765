import { type Clock, OrchestrationError, type Principal, ROLES, type Role } from '@mcp-orchestration/core';
import { createApiKeyCheck } from './api-key.js';
import type { IdentityProvider } from './oidc/create-identity-provider.js';
import { hashSecret, SECRET_PATTERN } from './secret.js';
import type { Token, TokenStore } from './token.js';
import { createTokenLookup } from './token-lookup.js';
import { isLive } from './token-status.js';
import type { UsageCounter } from './usage-counter.js';

/** The credentials of a request, as its headers hold them. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly apiKey?: string | undefined;
}

/** Finds out who calls. */
export interface Authenticate {
  /** @throws OrchestrationError `unauthenticated`. */
  (credentials: Credentials): Promise<Principal>;
  /** Who calls, where that was found out a moment ago; undefined says nothing. What it is given must never change. */
  readonly recognize: (credentials: Credentials) => Principal | undefined;
}

/** What credentials are checked against. */
export interface AuthenticateParts {
  readonly tokens: Pick<TokenStore, 'findByHash'>;
  readonly usage: Pick<UsageCounter, 'count'>;
  readonly clock: Clock;
  /** The key that `X-API-Key` must be, and the role it gives. */
  readonly apiKey?: { readonly value: string; readonly role: Role } | undefined;
  /** Whose access tokens are taken beside our own. */
  readonly identityProvider?: IdentityProvider | undefined;
}

/**
 * Make {@link Authenticate}. A bearer token that is not good is refused, and never falls through to the API key.
 * @throws OrchestrationError `invalid_input` where the API key is unfit.
 */
export function createAuthenticate({
  tokens,
  usage,
  clock,
  apiKey,
  identityProvider,
}: AuthenticateParts): Authenticate {
  const lookUp = createTokenLookup(tokens, clock);
  const isApiKey = apiKey === undefined ? undefined : createApiKeyCheck(apiKey.value);
  const keyHolder: Principal | undefined =
    apiKey === undefined ? undefined : { kind: 'api_key', id: 'api-key', permissions: ROLES[apiKey.role] };

  const use = (token: Token, now: Date): Principal => {
    usage.count(token.token_id, now);
    return principalOf(token);
  };

  const recognize: Authenticate['recognize'] = (credentials) => {
    const secretHash = bearerHashOf(credentials);
    if (secretHash === undefined) return undefined;
    const now = clock.now();
    const token = lookUp.known(secretHash, now);
    return token !== undefined && isLive(token, now) ? use(token, now) : undefined;
  };

  const byToken = async (authorization: string): Promise<Principal> => {
    const secret = bearerOf(authorization);
    if (identityProvider?.recognizes(secret) === true) return identityProvider.verify(secret);
    const token = SECRET_PATTERN.test(secret) ? await lookUp(hashSecret(secret)) : undefined;
    const now = clock.now();
    if (token === undefined || !isLive(token, now)) {
      throw new OrchestrationError('unauthenticated', {
        message: 'The bearer token is not known, has expired or was revoked.',
      });
    }
    return use(token, now);
  };

  const authenticate = async (credentials: Credentials): Promise<Principal> => {
    if (credentials.authorization !== undefined) return byToken(credentials.authorization);
    if (credentials.apiKey === undefined) throw new OrchestrationError('unauthenticated');
    if (keyHolder === undefined || isApiKey?.(credentials.apiKey) !== true) {
      throw new OrchestrationError('unauthenticated', { message: 'The API key is not valid.' });
    }
    return keyHolder;
  };
  return Object.assign(authenticate, { recognize });
}

function bearerOf(authorization: string): string {
  return /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}

/** Callers send the same each time, which comes as the same object then. The hash is what takes longest. */
const HASHES = new WeakMap<Credentials, string>();

/** The hash of a bearer token that may be one of ours. */
function bearerHashOf(credentials: Credentials): string | undefined {
  const known = HASHES.get(credentials);
  if (known !== undefined || credentials.authorization === undefined) return known;
  const secret = bearerOf(credentials.authorization);
  if (!SECRET_PATTERN.test(secret)) return undefined;
  const secretHash = hashSecret(secret);
  HASHES.set(credentials, secretHash);
  return secretHash;
}

/** One for each token that was found, for as long as that is believed. */
const PRINCIPALS = new WeakMap<Token, Principal>();

function principalOf(token: Token): Principal {
  const known = PRINCIPALS.get(token);
  if (known !== undefined) return known;
  const principal = toPrincipal(token);
  PRINCIPALS.set(token, principal);
  return principal;
}

function toPrincipal(token: Token): Principal {
  return {
    kind: 'token',
    id: token.token_id,
    permissions: token.permissions,
    ...(token.clients === null ? {} : { clients: token.clients }),
    ...(token.profiles === null ? {} : { profiles: token.profiles }),
    ...(token.expires_at === null ? {} : { expires_at: token.expires_at }),
  };
}
