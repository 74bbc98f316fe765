import {
  type AnyOperation,
  holds,
  jsonSchemaOf,
  type Permission,
  type Principal,
} from '@mcp-orchestration/core';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { ERROR_REPORT_SCHEMA } from './error-report-schema.js';

/** An operation as a tool, and who sees it. Plain data: it can be made once and kept. */
export interface DescribedTool {
  readonly permission: Permission;
  readonly tool: Tool;
}

/** Describe the operations of a catalogue that are tools. */
export function describeTools(catalogue: readonly AnyOperation[]): DescribedTool[] {
  return catalogue
    .filter(({ mcp }) => mcp)
    .map((operation) => ({ permission: operation.permission, tool: toTool(operation) }));
}

/** The tools that a session sees, as far as its permissions go. */
export function listTools(tools: readonly DescribedTool[], principal: Principal): Tool[] {
  return tools.filter(({ permission }) => holds(principal, permission)).map(({ tool }) => tool);
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
