import { type AnyOperation, holds, jsonSchemaOf, type Principal } from '@mcp-orchestration/core';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';

/** The tools that a session sees: the catalogue's, as far as its permissions go. */
export function listTools(catalogue: readonly AnyOperation[], principal: Principal): Tool[] {
  return catalogue
    .filter((operation) => operation.mcp && holds(principal, operation.permission))
    .map(toTool);
}

function toTool(operation: AnyOperation): Tool {
  return {
    name: operation.name,
    title: operation.summary.replace(/\.$/, ''),
    description: operation.description,
    inputSchema: jsonSchemaOf(operation.input, 'input') as Tool['inputSchema'],
    outputSchema: jsonSchemaOf(operation.output, 'output') as NonNullable<Tool['outputSchema']>,
    annotations: {
      readOnlyHint: operation.effect === 'read',
      destructiveHint: operation.effect === 'destructive',
      // Drafts, keys and releases: asked for twice, each ends as it did the first time, or says so.
      idempotentHint: operation.effect !== 'write',
      openWorldHint: false,
    },
  };
}
