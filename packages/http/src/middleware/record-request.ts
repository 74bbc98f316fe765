import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv, RequestRecord } from '../app-parts.js';
import { callerOf } from '../caller.js';

/** Methods that HTTP knows. Others are recorded as one, since callers could make up any number of them. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);

/** Record each request when it has been answered: nothing of it but its method and the pattern of its route. */
export function recordRequest(record: (facts: RequestRecord) => void): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const start = performance.now();
    await next();
    const { method } = context.req;
    const principal = context.get('principal');
    record({
      request_id: context.get('requestId'),
      method: METHODS.has(method) ? method : 'OTHER',
      route: routePath(context, -1),
      status: context.res.status,
      duration_ms: millisecondsSince(start),
      ...(principal === undefined ? {} : { principal: callerOf(principal).name }),
    });
  };
}

/** To the microsecond. */
export function millisecondsSince(start: number): number {
  return Math.round((performance.now() - start) * 1000) / 1000;
}
