import { COMMON_ERRORS, ERRORS, HTTP_STATUS, isJsonObject, jsonSchemaOf } from '@mcp-orchestration/core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { describeApi } from '../../src/openapi/describe-api.js';
import { schemaNameOf } from '../../src/openapi/describe-operation.js';
import { inputExample } from '../../src/openapi/input-example.js';
import { routeOf } from '../../src/operation-route.js';
import { ALL_OPERATIONS, INFO, startApi } from '../support/start-api.js';

interface Route {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { properties: object } }> };
  readonly responses: Record<string, { readonly description: string; readonly content?: object }>;
}

interface ApiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Route>>;
  readonly components: { readonly schemas: Record<string, object>; readonly securitySchemes: object };
  readonly security: readonly object[];
  readonly tags: readonly { readonly name: string }[];
}

const noLog = { head: async () => undefined, list: async () => [] };
const api = describeApi({ catalogue: ALL_OPERATIONS, info: INFO, auditLog: noLog }) as unknown as ApiDocument;
const routes = Object.entries(api.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, route]) => ({ address: `${method.toUpperCase()} ${path}`, route })),
);
const routeById = (name: string): Route | undefined =>
  routes.find(({ route }) => route.operationId === name)?.route;

describe('the OpenAPI document', () => {
  it('[D01] is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(api)));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(api.openapi).toBe('3.1.0');
  });

  it('is what the server gives out, as JSON', async () => {
    const server = await startApi();
    const response = await fetch(`${server.url}/openapi.json`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(api)));
  });

  it('has every operation at its address, and beside them only the open routes, the events and the metrics', () => {
    const operations = ALL_OPERATIONS.map(({ http, name }) => `${http} ${name}`);
    const open = [
      'GET /v1/events events',
      'GET /metrics metrics',
      'GET /health health',
      'GET /ready ready',
      'GET /.well-known/jwks.json jwks',
      'GET /openapi.json openapi',
    ];
    expect(routes.map(({ address, route }) => `${address} ${route.operationId}`).sort()).toEqual(
      [...operations, ...open].sort(),
    );
  });

  it('asks for a bearer token or an API key everywhere but on the open routes', () => {
    expect(api.security).toEqual([{ bearer: [] }, { api_key: [] }]);
    expect(Object.keys(api.components.securitySchemes)).toEqual(['bearer', 'api_key']);
    for (const { address, route } of routes) {
      expect([address, route.security]).toEqual([
        address,
        / \/(v1\/|metrics)/.test(address) ? undefined : [],
      ]);
    }
  });

  it('resolves every reference, and lists every tag that is used', () => {
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(ALL_OPERATIONS.length);
    const missing = references
      .map(([, name]) => name ?? '')
      .filter((name) => !(name in api.components.schemas));
    expect(missing).toEqual([]);
    expect(new Set(routes.flatMap(({ route }) => route.tags))).toEqual(
      new Set(api.tags.map(({ name }) => name)),
    );
  });

  it('gives a name to one schema only', () => {
    const byName = new Map<string, unknown>();
    for (const operation of ALL_OPERATIONS) {
      const name = schemaNameOf(operation);
      const schema = jsonSchemaOf(operation.output, 'output');
      expect(byName.get(name) ?? schema).toEqual(schema);
      byName.set(name, schema);
    }
    expect([...byName.keys()].every((name) => name in api.components.schemas)).toBe(true);
  });
});

describe.each(ALL_OPERATIONS.map((operation) => [operation.name, operation] as const))(
  'the OpenAPI document on %s',
  (name, operation) => {
    const route = routeById(name);

    it('names each error that it may answer, under its status', () => {
      for (const code of [...operation.errors, ...COMMON_ERRORS]) {
        const { description } = route?.responses[HTTP_STATUS[ERRORS[code].kind]] ?? {};
        expect(description).toContain(`\`${code}\``);
      }
    });

    it('has each field of its input once: in the path, the query or the body', () => {
      const { method, parameters } = routeOf(operation);
      const body = route?.requestBody?.content['application/json']?.schema.properties ?? {};
      const placed = [
        ...(route?.parameters ?? [])
          .filter((parameter) => parameter.in !== 'header')
          .map((parameter) => parameter.name),
        ...Object.keys(body),
      ];
      expect(placed.sort()).toEqual(Object.keys(operation.input.shape).sort());
      expect(
        (route?.parameters ?? []).filter((parameter) => parameter.in === 'path').map((it) => it.name),
      ).toEqual(expect.arrayContaining([...parameters]));
      expect(method === 'POST' || Object.keys(body).length === 0).toBe(true);
    });

    it('has an example of a body that the operation takes', () => {
      if (route?.requestBody === undefined) return;
      const example = inputExample(name);
      const path = Object.fromEntries(routeOf(operation).parameters.map((field) => [field, sampleOf(field)]));
      expect(isJsonObject(example)).toBe(true);
      const result = operation.input.safeParse({ ...path, ...(example as object) });
      expect(result.error?.issues ?? []).toEqual([]);
    });
  },
);

function sampleOf(field: string): string {
  return field === 'token_id' ? 'tok_0123456789abcdef01' : field === 'key_id' ? 'A'.repeat(43) : 'sample';
}
