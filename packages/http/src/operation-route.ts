import type { AnyOperation } from '@mcp-orchestration/core';

/** An operation's literal address, taken apart. */
export interface OperationRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As OpenAPI writes it: `/v1/config/{client_id}`. */
  readonly path: string;
  /** As Hono writes it: `/v1/config/:client_id`. */
  readonly pattern: string;
  /** The fields that stand in the path. */
  readonly parameters: readonly string[];
}

/** Read an operation's address. */
export function routeOf(operation: Pick<AnyOperation, 'http'>): OperationRoute {
  const [method, path = ''] = operation.http.split(' ');
  return {
    method: method as OperationRoute['method'],
    path,
    pattern: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  };
}
