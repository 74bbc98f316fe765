import { OrchestrationError } from '@mcp-orchestration/core';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv, AppParts } from '../app-parts.js';
import { hostnameOf, isLoopback } from './loopback.js';

/**
 * On a loopback address serve only names of this machine and those allowed, so that a foreign page cannot reach the
 * server by a name of its own (DNS rebinding). Before body and credentials are looked at. Elsewhere the names are
 * checked where any are given.
 */
export function checkHost({ host, allowedHosts = [] }: AppParts): MiddlewareHandler<AppEnv> {
  const allowed = new Set(allowedHosts.map((name) => name.toLowerCase()));
  const bound = isLoopback(host);
  return async (context, next) => {
    if (bound || allowed.size > 0) {
      const header = context.req.header('host') ?? '';
      const name = hostnameOf(header);
      const known = allowed.has(header.toLowerCase()) || (name !== undefined && allowed.has(name));
      if (!known && !(name !== undefined && isLoopback(name))) throw new OrchestrationError('host_forbidden');
    }
    await next();
  };
}
