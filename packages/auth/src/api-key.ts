import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { OrchestrationError } from '@mcp-orchestration/core';

/** Shorter keys can be guessed. */
const MINIMUM_LENGTH = 32;

/**
 * Make the check of an API key. Both sides are hashed under a key of this process before they are compared, so that
 * neither length nor content shows in the time it takes.
 * @throws OrchestrationError `invalid_input` where the key is too short or holds what a header cannot.
 */
export function createApiKeyCheck(apiKey: string): (given: string) => boolean {
  if (apiKey.length < MINIMUM_LENGTH || !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new OrchestrationError('invalid_input', {
      message: `The API key must have at least ${MINIMUM_LENGTH} characters, all of them printable ASCII without blanks.`,
      hint: 'Make one with: openssl rand -base64 32',
    });
  }
  const hashKey = randomBytes(32);
  const digest = (text: string): Buffer => createHmac('sha256', hashKey).update(text).digest();
  const expected = digest(apiKey);
  return (given) => timingSafeEqual(digest(given), expected);
}
