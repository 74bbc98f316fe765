import { type AnyOperation, holds, jsonSchemaOf, type Principal } from '@mcp-orchestration/core';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { ERROR_REPORT_SCHEMA } from './error-report-schema.js';

/** The tools that a session sees: the catalogue's, as far as its permissions go. */
export function listTools(catalogue: readonly AnyOperation[], principal: Principal): Tool[] {
  return catalogue.filter((operation) => operation.mcp && holds(principal, operation.permission)).map(toTool);
}

function toTool(operation: AnyOperation): Tool {
  return {
    name: operation.name,
    title: operation.summary.replace(/\.$/, ''),
    description: operation.description,
    inputSchema: jsonSchemaOf(operation.input, 'input') as Tool['inputSchema'],
    outputSchema: outputSchemaOf(operation),
    annotations: {
      readOnlyHint: operation.effect === 'read',
      destructiveHint: operation.effect === 'destructive',
      // What takes away ends, asked for twice, as it did the first time: an empty draft, a deployed release.
      idempotentHint: operation.effect !== 'write',
      openWorldHint: false,
    },
  };
}

/** Clients check structured content against this whether the call failed or not, so that it tells of both answers. */
function outputSchemaOf({ output }: AnyOperation): NonNullable<Tool['outputSchema']> {
  return { type: 'object', anyOf: [jsonSchemaOf(output, 'output'), ERROR_REPORT_SCHEMA] };
}
