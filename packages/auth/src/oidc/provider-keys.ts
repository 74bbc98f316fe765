import { type Clock, OrchestrationError } from '@mcp-orchestration/core';
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { findKeysAddress } from './find-provider.js';

/** Milliseconds. */
const LIMITS = {
  /** Between two fetches for the sake of a key that is not known. */
  cooldownDuration: 30_000,
  /** How long keys are believed. */
  cacheMaxAge: 600_000,
  timeoutDuration: 5_000,
};

/** How long nothing is asked after the provider did not answer, in milliseconds. */
const REST = 5_000;

/**
 * Make the look-up of an issuer's keys, found and fetched when the first is needed. However many tokens with unknown
 * keys come, the provider is asked once in thirty seconds; and once in five where it does not answer.
 * @throws OrchestrationError `unavailable` (from the look-up) where the provider does not answer as it should.
 */
export function createProviderKeys({
  issuer,
  clock,
  send = fetch,
}: {
  readonly issuer: string;
  readonly clock: Clock;
  readonly send?: typeof fetch | undefined;
}): JWTVerifyGetKey {
  let failedAt = Number.NEGATIVE_INFINITY;
  const sendRested: typeof fetch = async (...request) => {
    const since = clock.now().getTime() - failedAt;
    if (since >= 0 && since < REST) throw new Error('The identity provider did not answer a moment ago.');
    try {
      const response = await send(...request);
      if (response.status >= 500) throw new Error(`The identity provider answers ${response.status}.`);
      return response;
    } catch (error) {
      failedAt = clock.now().getTime();
      throw error;
    }
  };
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const find = (): Promise<JWTVerifyGetKey> => {
    keys ??= findKeysAddress(issuer, sendRested)
      .then((address) => createRemoteJWKSet(address, { ...LIMITS, [customFetch]: sendRested }))
      .catch((error: unknown) => {
        keys = undefined;
        failedAt = clock.now().getTime();
        throw unavailable(error);
      });
    return keys;
  };
  return async (header, token) => {
    const lookUp = await find();
    return lookUp(header, token);
  };
}

/** The provider is at fault, not the caller. */
export function unavailable(cause: unknown): OrchestrationError {
  return new OrchestrationError('unavailable', {
    message: 'The identity provider cannot be asked right now.',
    hint: 'Repeat in a few seconds, or use a token of this server.',
    cause,
  });
}
