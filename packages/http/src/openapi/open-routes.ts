import type { JsonSchema } from '@mcp-orchestration/core';
import { problemResponses } from './problem-responses.js';
import type { RouteFacts } from './route-facts.js';

const text = { type: 'string' };

function open(
  path: string,
  { operationId, summary, schema }: { operationId: string; summary: string; schema: JsonSchema },
): RouteFacts {
  return {
    method: 'get',
    path,
    operationId,
    summary,
    tags: ['service'],
    security: [],
    responses: { 200: { description: 'Done.', content: { 'application/json': { schema } } } },
  };
}

function object(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', required: Object.keys(properties), properties };
}

const ready = open('/ready', {
  operationId: 'ready',
  summary: 'Tell whether requests can be served.',
  schema: object({ status: { const: 'ready' } }),
});

/** Where the metadata of RFC 9728 is, for clients that look for the identity provider. */
export const PROTECTED_RESOURCE_ROUTE: RouteFacts = open('/.well-known/oauth-protected-resource', {
  operationId: 'protected_resource',
  summary: 'Tell which identity provider gives tokens for this server (RFC 9728).',
  schema: object({
    resource: text,
    authorization_servers: { type: 'array', items: text },
    scopes_supported: { type: 'array', items: text },
    bearer_methods_supported: { type: 'array', items: text },
    resource_name: text,
  }),
});

/** What needs no credentials. */
export const OPEN_ROUTES: readonly RouteFacts[] = [
  open('/health', {
    operationId: 'health',
    summary: 'Tell that the server is alive.',
    schema: object({ status: { const: 'ok' }, name: text, version: text }),
  }),
  { ...ready, responses: { ...ready.responses, ...problemResponses(['unavailable']) } },
  open('/.well-known/jwks.json', {
    operationId: 'jwks',
    summary: 'Get the public keys that verify releases, as a JWK set.',
    schema: object({ keys: { type: 'array', items: { type: 'object' } } }),
  }),
  open('/openapi.json', {
    operationId: 'openapi',
    summary: 'Get this document.',
    schema: { type: 'object' },
  }),
];
