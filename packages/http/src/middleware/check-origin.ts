import { OrchestrationError } from '@mcp-orchestration/core';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv, AppParts } from '../app-parts.js';
import { isLoopback } from './loopback.js';

/** MCP is answered to pages of this machine and of the allow-list only; a caller that is no page sends no Origin. */
export function checkOrigin({ corsOrigins = [] }: AppParts): MiddlewareHandler<AppEnv> {
  const allowed = new Set(corsOrigins);
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (origin !== undefined && !allowed.has(origin) && !isLoopbackOrigin(origin)) {
      throw new OrchestrationError('origin_forbidden');
    }
    await next();
  };
}

function isLoopbackOrigin(origin: string): boolean {
  const name = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/.exec(origin)?.[1];
  return name !== undefined && isLoopback(name);
}
