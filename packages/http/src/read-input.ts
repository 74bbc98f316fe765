import { type AnyOperation, invalidField, readTextFields } from '@mcp-orchestration/core';
import type { Context } from 'hono';
import { revisionOf } from './entity-tag.js';
import type { OperationRoute } from './operation-route.js';
import { readBody } from './read-body.js';

type Fields = Record<string, unknown>;

/**
 * The input of an operation: from the path, an If-Match header, and the query (GET, DELETE) or the body (POST). A
 * field comes from one place: a body that names another client than the path is refused rather than passed over.
 * @throws OrchestrationError `invalid_input`, `unsupported_media_type`.
 */
export async function readInput(
  context: Context,
  { operation, route }: { operation: AnyOperation; route: OperationRoute },
): Promise<Fields> {
  const named = Object.fromEntries(route.parameters.map((name) => [name, context.req.param(name)]));
  const address: Fields = { ...named, ...readPrecondition(context, operation) };
  const query = readQuery(context);
  if (route.method === 'POST') refuseFields(query);
  const rest = route.method === 'POST' ? await readBody(context) : readTextFields(operation.input, query);
  for (const [name, value] of Object.entries(address)) {
    if (Object.hasOwn(rest, name) && rest[name] !== value) {
      throw invalidField(name, 'This differs from what the path or If-Match says.');
    }
  }
  return { ...rest, ...address };
}

function readQuery(context: Context): Record<string, string> {
  const fields = Object.entries(context.req.queries()).map(
    ([name, [value = '', ...more]]): [string, string] => {
      if (more.length > 0) throw invalidField(name, 'This is given more than once.');
      return [name, value];
    },
  );
  return Object.fromEntries(fields);
}

/** A query that is passed over could be a `dry_run` that is passed over. */
function refuseFields(query: Record<string, string>): void {
  const [name] = Object.keys(query);
  if (name !== undefined) throw invalidField(name, 'The fields of a POST are given in its body.');
}

/** If-Match names the revision that a change of a draft is meant for. */
function readPrecondition(context: Context, operation: AnyOperation): { revision?: number } {
  const tag = context.req.header('if-match');
  if (tag === undefined || !Object.hasOwn(operation.input.shape, 'revision')) return {};
  return { revision: revisionOf(tag) };
}
