import { ERRORS, HTTP_STATUS, OrchestrationError } from '@mcp-orchestration/core';
import type { Context } from 'hono';
import type { AppEnv } from './app-parts.js';

/** The type of a problem is its code below this. A URN, since a promise must not hang on who holds a domain. */
const TYPE = 'urn:mcp-orchestration:problem:';

/** The media type of RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json';

/** An error as RFC 9457 writes it. */
export function toProblem(error: OrchestrationError, requestId?: string): Record<string, unknown> {
  return {
    type: `${TYPE}${error.code}`,
    title: ERRORS[error.code].message,
    status: HTTP_STATUS[error.kind],
    detail: error.message,
    code: error.code,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
  };
}

/** Answer an error. What is no {@link OrchestrationError} is `internal`, without its text. */
export function answerProblem(context: Context<AppEnv>, error: unknown): Response {
  const known = error instanceof OrchestrationError ? error : new OrchestrationError('internal');
  const body = JSON.stringify(toProblem(known, context.get('requestId')));
  if (known.kind === 'unauthenticated') context.header('WWW-Authenticate', challenge(context));
  context.header('Cache-Control', 'no-store');
  context.header('Content-Type', PROBLEM_TYPE);
  return context.body(body, HTTP_STATUS[known.kind]);
}

function challenge(context: Context<AppEnv>): string {
  const given = context.req.header('authorization') !== undefined;
  const metadata = context.get('resourceMetadata');
  return [
    'Bearer realm="mcp-orchestration"',
    ...(given ? ['error="invalid_token"'] : []),
    ...(metadata === undefined ? [] : [`resource_metadata="${metadata}"`]),
  ].join(', ');
}
