import { OrchestrationError } from '@mcp-orchestration/core';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv, AppParts } from '../app-parts.js';
import { callerOf } from '../caller.js';
import { callerAddress } from './caller-address.js';
import { createLimiter } from './limiter.js';

/**
 * Hold back who sends more requests in a minute than allowed: by principal where one is known, else by address. Every
 * answer says what is left (RateLimit, as draft-ietf-httpapi-ratelimit-headers-10 has it). Without a limit it does
 * nothing.
 */
export function limitRequests({ rateLimit, trustProxy }: AppParts): MiddlewareHandler<AppEnv> {
  if (rateLimit === undefined) return (_context, next) => next();
  const take = createLimiter(rateLimit);
  return async (context, next) => {
    const principal = context.get('principal');
    const name = principal === undefined ? 'address' : 'principal';
    const { refused, left, seconds } = await take(
      principal === undefined ? callerAddress(context, { trustProxy }) : callerOf(principal).name,
    );
    context.header('RateLimit-Policy', `"${name}";q=${rateLimit};w=60`);
    context.header('RateLimit', `"${name}";r=${left};t=${seconds}`);
    if (refused) {
      context.header('Retry-After', String(seconds));
      throw new OrchestrationError('rate_limited', { hint: `Wait ${seconds} seconds and repeat.` });
    }
    await next();
  };
}
