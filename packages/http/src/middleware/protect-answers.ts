import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** The headers by which browsers are kept from taking an answer for something else. */
export function protectAnswers(): MiddlewareHandler {
  // Whether all of a host is HTTPS is not ours to say; the API is there to be read from other origins.
  const protect = secureHeaders({ strictTransportSecurity: false, crossOriginResourcePolicy: false });
  return async (context, next) => {
    await next();
    // A 304 stands for an answer that came with them (RFC 9110, section 15.4.5).
    if (context.res.status !== 304) await protect(context, async () => undefined);
  };
}
