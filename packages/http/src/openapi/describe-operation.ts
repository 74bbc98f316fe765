import {
  type AnyOperation,
  COMMON_ERRORS,
  type ErrorCode,
  type JsonSchema,
  jsonSchemaOf,
} from '@mcp-orchestration/core';
import { isTagged } from '../entity-tag.js';
import { routeOf } from '../operation-route.js';
import { inputExample } from './input-example.js';
import { problemResponses } from './problem-responses.js';
import type { ParameterFacts, ResponseFacts, RouteFacts } from './route-facts.js';

/** The codes that any request under /v1 may be answered with, besides the common ones of operations. */
const TRANSPORT_ERRORS = ['host_forbidden', 'rate_limited'] as const satisfies readonly ErrorCode[];
const BODY_ERRORS = ['body_too_large', 'unsupported_media_type'] as const satisfies readonly ErrorCode[];

/** A field of an input. */
export interface Property {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

const text = { type: 'string' };

/** The name of an operation's answer among the document's schemas. */
export function schemaNameOf(operation: AnyOperation): string {
  return String(operation.output.meta()?.id ?? operation.name);
}

/** Describe an operation's route. */
export function describeOperation(operation: AnyOperation): RouteFacts {
  const { path, method, parameters } = routeOf(operation);
  const properties = propertiesOf(jsonSchemaOf(operation.input, 'input'));
  const inPath = properties.filter(({ name }) => parameters.includes(name));
  const rest = properties.filter(({ name }) => !parameters.includes(name));
  const hasBody = method === 'POST' && rest.length > 0;
  return {
    method: method.toLowerCase() as RouteFacts['method'],
    path,
    operationId: operation.name,
    summary: operation.summary,
    description: `${operation.description}\n\nNeeds the permission \`${operation.permission}\`.`,
    tags: [path.split('/')[2] ?? ''],
    parameters: [
      ...inPath.map((property) => toParameter(property, 'path')),
      ...(method === 'POST' ? [] : rest.map((property) => toParameter(property, 'query'))),
      ...preconditions(operation),
    ],
    ...(hasBody ? { request: { body: toBody(operation, rest) } } : {}),
    responses: {
      ...successes(operation),
      ...problemResponses([
        ...operation.errors,
        ...COMMON_ERRORS,
        ...TRANSPORT_ERRORS,
        ...(hasBody ? BODY_ERRORS : []),
      ]),
    },
  };
}

/** The fields of an input. */
export function propertiesOf(input: JsonSchema): Property[] {
  const required = (input.required ?? []) as string[];
  return Object.entries((input.properties ?? {}) as Record<string, JsonSchema>).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
  }));
}

/** A field of an input as a parameter. */
export function toParameter({ name, schema, required }: Property, place: 'path' | 'query'): ParameterFacts {
  const { description, default: fallback, ...rest } = schema;
  return {
    name,
    in: place,
    required: required || place === 'path',
    ...(description === undefined ? {} : { description: String(description) }),
    schema: place === 'path' || fallback === undefined ? rest : { ...rest, default: fallback },
  };
}

function preconditions(operation: AnyOperation): ParameterFacts[] {
  const header = (name: string, description: string): ParameterFacts => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  if (operation.effect === 'read') {
    return isTagged(operation) ? [header('If-None-Match', 'Answer 304 where the ETag is still this.')] : [];
  }
  return Object.hasOwn(operation.input.shape, 'revision')
    ? [
        header(
          'If-Match',
          'The ETag of the draft that the change is meant for; the same as the field revision.',
        ),
      ]
    : [];
}

function toBody(operation: AnyOperation, rest: readonly Property[]) {
  const required = rest.filter((property) => property.required).map(({ name }) => name);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(rest.map((property) => [property.name, property.schema])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
  const example = inputExample(operation.name);
  const content = { schema, ...(example === undefined ? {} : { example }) };
  return { required: required.length > 0, content: { 'application/json': content } };
}

function successes(operation: AnyOperation): Record<string, ResponseFacts> {
  const tagged = isTagged(operation);
  const headers = {
    ...(tagged ? { ETag: { description: 'Stands for what is answered.', schema: text } } : {}),
    ...(Object.hasOwn(operation.output.shape, 'next_cursor')
      ? { Link: { description: 'The next page, where there is more: rel="next".', schema: text } }
      : {}),
  };
  return {
    200: {
      description: 'Done.',
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
      content: {
        'application/json': { schema: { $ref: `#/components/schemas/${schemaNameOf(operation)}` } },
      },
    },
    ...(tagged && operation.effect === 'read'
      ? { 304: { description: 'It is still what If-None-Match names.' } }
      : {}),
  };
}
