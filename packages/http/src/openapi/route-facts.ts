import type { JsonSchema } from '@mcp-orchestration/core';

interface Content {
  readonly [mediaType: string]: { readonly schema: JsonSchema; readonly example?: unknown };
}

/** A header, a path field or a query field of a request, as OpenAPI 3.1 writes it. */
export interface ParameterFacts {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

/** One answer. */
export interface ResponseFacts {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>;
  readonly content?: Content;
}

/** One route of the API, as OpenAPI 3.1 writes it. */
export interface RouteFacts {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** An empty list: open without credentials. */
  readonly security?: readonly [];
  readonly parameters?: readonly ParameterFacts[];
  readonly request?: { readonly body: { readonly required: boolean; readonly content: Content } };
  readonly responses: Readonly<Record<string, ResponseFacts>>;
}
