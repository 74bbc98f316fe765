import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppParts } from '../app-parts.js';

const EXPOSED = [
  'ETag',
  'Link',
  'X-Request-Id',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'WWW-Authenticate',
  'Mcp-Protocol-Version',
];

/**
 * Cross-origin requests: any origin without credentials, which is what an API can safely give whose credentials are
 * headers; or the origins named, with credentials. Never both. But for preflights, a caller that names no origin is told
 * nothing of them, and caches are told that the headers follow from it (Fetch Standard, "CORS protocol and HTTP caches").
 */
export function allowOrigins({ corsOrigins = [] }: AppParts): MiddlewareHandler {
  const shared = { allowMethods: ['GET', 'POST', 'DELETE', 'OPTIONS'], exposeHeaders: EXPOSED, maxAge: 600 };
  const anyOrigin = corsOrigins.length === 0;
  const allow = anyOrigin
    ? cors({ ...shared, origin: '*' })
    : cors({ ...shared, origin: [...corsOrigins], credentials: true });
  return async (context, next) => {
    if (context.req.method === 'OPTIONS') return allow(context, next);
    await next();
    // An empty one is none, as it is for answers that are given again.
    const hasOrigin = (context.req.header('origin') ?? '') !== '';
    // Given to the answer that is there. Headers that are there before it make Hono copy it, by way of a stream.
    if (hasOrigin) await allow(context, async () => undefined);
    // For origins that are named Hono says so itself.
    if (!hasOrigin || anyOrigin) context.res.headers.append('Vary', 'Origin');
    return undefined;
  };
}
