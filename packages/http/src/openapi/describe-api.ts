import { OpenAPIHono } from '@hono/zod-openapi';
import { jsonSchemaOf } from '@mcp-orchestration/core';
import type { AppParts } from '../app-parts.js';
import { describeOperation, schemaNameOf } from './describe-operation.js';
import { EVENTS_ROUTE } from './events-route.js';
import { METRICS_ROUTE } from './metrics-route.js';
import { OPEN_ROUTES, PROTECTED_RESOURCE_ROUTE } from './open-routes.js';
import { PROBLEM_SCHEMA } from './problem-schema.js';
import type { RouteFacts } from './route-facts.js';

type Registry = OpenAPIHono['openAPIRegistry'];
type DocumentFacts = Parameters<OpenAPIHono['getOpenAPI31Document']>[0];

const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'A token, made with: mcp-orchestration token create',
  },
  api_key: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'The key that the server was started with (MCP_ORCHESTRATION_API_KEY).',
  },
} as const;

const TAGS = [
  { name: 'clients', description: 'The applications whose configuration is managed.' },
  { name: 'config', description: 'Drafts, releases and deployments of one client profile.' },
  { name: 'sync', description: 'One profile for several clients.' },
  { name: 'backups', description: 'What files of clients held before they were written.' },
  { name: 'discovery', description: "What is installed on the server's machine." },
  { name: 'servers', description: 'The catalogue of MCP servers.' },
  { name: 'keys', description: 'The keys that sign releases.' },
  { name: 'tokens', description: 'Bearer tokens of this API.' },
  { name: 'audit', description: 'Who changed what.' },
  { name: 'events', description: 'What happens, as it happens.' },
  { name: 'service', description: 'Health, public keys and documents, open without credentials; metrics.' },
];

/** The OpenAPI 3.1 document, from the facts that the operations state. */
export function describeApi({
  catalogue,
  info,
  auditLog,
  identityProvider,
}: Pick<AppParts, 'catalogue' | 'info' | 'auditLog' | 'identityProvider'>): Record<string, unknown> {
  const app = new OpenAPIHono();
  const registry = app.openAPIRegistry;
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) {
    registry.registerComponent('securitySchemes', name, scheme);
  }
  registry.registerComponent('schemas', 'Problem', PROBLEM_SCHEMA as never);
  for (const operation of catalogue) {
    registry.registerComponent(
      'schemas',
      schemaNameOf(operation),
      jsonSchemaOf(operation.output, 'output') as never,
    );
    addRoute(registry, describeOperation(operation));
  }
  const others = [...(auditLog === undefined ? [] : [EVENTS_ROUTE]), METRICS_ROUTE, ...OPEN_ROUTES];
  if (identityProvider !== undefined) others.push(PROTECTED_RESOURCE_ROUTE);
  for (const route of others) addRoute(registry, route);
  const used = new Set([...catalogue.map(describeOperation), ...others].flatMap(({ tags }) => tags));
  const facts = {
    openapi: '3.1.0',
    info: {
      title: info.name,
      version: info.version,
      summary: 'Draft, sign, deploy and roll back the MCP servers of AI clients.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    security: [{ bearer: [] }, { api_key: [] }],
    tags: TAGS.filter(({ name }) => used.has(name)),
  };
  return { ...app.getOpenAPI31Document(facts as DocumentFacts) };
}

/** The registry's types are those of OpenAPI 3.0 and of zod schemas; ours are JSON Schema, as 3.1 has it. */
function addRoute(registry: Registry, route: RouteFacts): void {
  registry.registerPath(route as unknown as Parameters<Registry['registerPath']>[0]);
}
