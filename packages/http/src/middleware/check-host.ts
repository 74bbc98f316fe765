import { OrchestrationError } from '@mcp-orchestration/core';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv, AppParts } from '../app-parts.js';
import { hostnameOf, isLoopback } from './loopback.js';

/**
 * On a loopback address serve only names of this machine and those allowed, so that a foreign page cannot reach the
 * server by a name of its own (DNS rebinding). Before body and credentials are looked at. Elsewhere the names are
 * checked where any are given, and a header that can be no host's name is refused in any case.
 */
export function checkHost(parts: AppParts): MiddlewareHandler<AppEnv> {
  const isServed = createHostCheck(parts);
  return async (context, next) => {
    if (!isServed(context.req.header('host') ?? '')) throw new OrchestrationError('host_forbidden');
    await next();
  };
}

/** Make what tells whether a Host header names this server. */
export function createHostCheck({
  host,
  allowedHosts = [],
}: Pick<AppParts, 'host' | 'allowedHosts'>): (header: string) => boolean {
  const allowed = new Set(allowedHosts.map((name) => name.toLowerCase()));
  // Anything else could be taken for part of the address.
  if (!isLoopback(host) && allowed.size === 0) return (header) => /^[\w.:[\]-]*$/.test(header);
  // Most requests name the same one.
  let served: string | undefined;
  return (header) => {
    if (header === served) return true;
    const name = hostnameOf(header);
    const known =
      allowed.has(header.toLowerCase()) || (name !== undefined && (allowed.has(name) || isLoopback(name)));
    if (known) served = header;
    return known;
  };
}
