import { OrchestrationError } from '@mcp-orchestration/core';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv, AppParts, Credentials } from '../app-parts.js';
import { callerAddress } from './caller-address.js';
import { createLimiter } from './limiter.js';

/** How many wrong credentials an address may send in a minute. */
const FAILURES = 20;

/**
 * Find out who calls, or refuse. Wrong credentials are counted by address, and beyond the limit answered with 429;
 * good ones are let in however many wrong ones came from their address.
 */
export function authenticateRequest({ authenticate, trustProxy }: AppParts): MiddlewareHandler<AppEnv> {
  const fail = createLimiter(FAILURES);
  return async (context, next) => {
    const credentials = credentialsOf(context);
    try {
      context.set('principal', context.env?.principal ?? (await authenticate(credentials)));
    } catch (error) {
      const given = credentials.authorization !== undefined || credentials.apiKey !== undefined;
      if (given && error instanceof OrchestrationError && error.kind === 'unauthenticated') {
        const { refused, seconds } = await fail(callerAddress(context, { trustProxy }));
        if (refused) refuse(context, seconds);
      }
      throw error;
    }
    await next();
  };
}

/** The credentials that a request brings. */
export function credentialsOf({ req }: Context): Credentials {
  return { authorization: req.header('authorization'), apiKey: req.header('x-api-key') };
}

/** @throws OrchestrationError `rate_limited`. */
function refuse(context: Context, seconds: number): never {
  context.header('Retry-After', String(seconds));
  throw new OrchestrationError('rate_limited', {
    message: 'Too many wrong credentials came from this address.',
    hint: `Wait ${seconds} seconds, or send credentials that are valid.`,
  });
}
