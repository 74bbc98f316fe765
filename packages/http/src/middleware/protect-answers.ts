import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** The headers by which browsers are kept from taking an answer for something else. */
export function protectAnswers(): MiddlewareHandler {
  // Whether all of a host is HTTPS is not ours to say; the API is there to be read from other origins.
  const shared = { strictTransportSecurity: false, crossOriginResourcePolicy: false };
  const protectPage = secureHeaders(shared);
  // What OWASP names for APIs (REST Security Cheat Sheet): data is no page, and loads and frames nothing.
  const protectData = secureHeaders({
    ...shared,
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return async (context, next) => {
    await next();
    const { status, headers } = context.res;
    // A 304 stands for an answer that came with them (RFC 9110, section 15.4.5).
    if (status === 304) return;
    const isData = headers.get('content-type')?.includes('json') === true;
    await (isData ? protectData : protectPage)(context, async () => undefined);
  };
}
