import type { AnyOperation, Call } from '@mcp-orchestration/core';
import type { Context, Handler } from 'hono';
import type { AppEnv, AppParts } from './app-parts.js';
import { entityTag, matches } from './entity-tag.js';
import { routeOf } from './operation-route.js';
import { readInput } from './read-input.js';

/** Make the handler of an operation's route. */
export function answerOperation(
  { invoke, state = () => undefined }: Pick<AppParts, 'invoke' | 'state'>,
  operation: AnyOperation,
): Handler<AppEnv> {
  const route = routeOf(operation);
  return async (context) => {
    const before = state(operation);
    const input = await readInput(context, { operation, route });
    const output = await invoke(operation.name, input, callOf(context));
    if (before !== undefined && before === state(operation)) {
      context.set('repeatable', { operation, state: before });
    }
    return answer(context, { operation, output });
  };
}

function callOf(context: Context<AppEnv>): Call {
  return {
    principal: context.get('principal'),
    // Made when it is asked for: few operations do, and making one takes longer than routing a request.
    get signal() {
      return context.req.raw.signal;
    },
    requestId: context.get('requestId'),
  };
}

function answer(
  context: Context<AppEnv>,
  { operation, output }: { operation: AnyOperation; output: Record<string, unknown> },
): Response {
  const tag = entityTag(operation, output);
  // What is answered depends on who asks, and drafts and files change under one address.
  context.header('Cache-Control', 'private, no-cache');
  if (tag !== undefined) context.header('ETag', tag);
  if (typeof output.next_cursor === 'string') context.header('Link', nextLink(context, output.next_cursor));
  if (tag !== undefined && operation.effect === 'read' && matches(context.req.header('if-none-match'), tag)) {
    return context.body(null, 304);
  }
  return context.json(output);
}

/** The address of the next page (RFC 8288), relative to this server, which may be known by other names than its own. */
function nextLink({ req }: Context<AppEnv>, cursor: string): string {
  const { pathname, searchParams } = new URL(req.url);
  searchParams.set('cursor', cursor);
  return `<${pathname}?${searchParams}>; rel="next"`;
}
