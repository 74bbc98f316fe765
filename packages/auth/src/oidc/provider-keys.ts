import { type Clock, OrchestrationError } from '@mcp-orchestration/core';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
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
  const sendRested: typeof fetch = (...request) => {
    const since = clock.now().getTime() - failedAt;
    return since >= 0 && since < REST ? Promise.reject(RESTING) : send(...request);
  };
  let keys: JWTVerifyGetKey | undefined;
  const finding = shareCalls(async () => {
    keys ??= createRemoteJWKSet(await findKeysAddress(issuer, sendRested), {
      ...LIMITS,
      [customFetch]: sendRested,
    });
    return keys;
  });
  return async (header, token) => {
    try {
      const lookUp = await finding();
      return await lookUp(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      if (error !== RESTING) failedAt = clock.now().getTime();
      throw unavailable(error);
    }
  };
}

const RESTING = new Error('The identity provider did not answer a moment ago.');

/** The keys were there, and none of them is the token's. */
function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}

/** Callers that come while a call is under way wait for that one. */
function shareCalls<Result>(call: () => Promise<Result>): () => Promise<Result> {
  let pending: Promise<Result> | undefined;
  return () => {
    pending ??= call().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}

/** The provider is at fault, not the caller. */
function unavailable(cause: unknown): OrchestrationError {
  return new OrchestrationError('unavailable', {
    message: 'The identity provider cannot be asked right now.',
    hint: 'Repeat in a few seconds, or use a token of this server.',
    cause,
  });
}
