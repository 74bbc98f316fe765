import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** What OWASP names for APIs (REST Security Cheat Sheet): data is no page, and neither loads nor frames anything. */
export const DATA_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** The headers by which browsers are kept from taking an answer for something else. */
export function protectAnswers(): MiddlewareHandler {
  // Whether all of a host is HTTPS is not ours to say; the API is there to be read from other origins.
  const protectPage = secureHeaders({ strictTransportSecurity: false, crossOriginResourcePolicy: false });
  return async (context, next) => {
    await next();
    const { status, headers } = context.res;
    // A 304 stands for an answer that came with them (RFC 9110, section 15.4.5).
    if (status === 304) return;
    if (headers.get('content-type')?.includes('json') !== true) {
      await protectPage(context, async () => undefined);
      return;
    }
    for (const [name, value] of Object.entries(DATA_HEADERS)) headers.set(name, value);
  };
}
