import { randomUUID } from 'node:crypto';
import {
  type AnyOperation,
  type Call,
  type Invoke,
  type Operations,
  OrchestrationError,
  type Principal,
  readTextFields,
} from '@mcp-orchestration/core';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { askFirst, type Consent } from './consent.js';
import type { DescribedTool } from './tools.js';

/** What a tool call is answered with. */
export interface ToolContext {
  readonly invoke: Invoke;
  readonly operations: Operations;
  readonly tools: readonly DescribedTool[];
  readonly principal: Principal;
  /** Given where the client can ask its user. */
  readonly consent?: Consent | undefined;
}

/** Call an operation as a tool. Failures are results with `isError`, in the same words as on every surface. */
export async function callTool(
  context: ToolContext,
  request: { readonly name: string; readonly args: Record<string, unknown>; readonly signal: AbortSignal },
): Promise<CallToolResult> {
  const call: Call = {
    principal: context.principal,
    signal: request.signal,
    requestId: randomUUID(),
  };
  try {
    const operation = await findTool(context, request.name);
    const given = readTextFields(operation.input, request.args);
    const input = await askFirst(context, { operation, input: given, call });
    return toResult(await context.invoke(operation.name, input, call));
  } catch (error) {
    const known = error instanceof OrchestrationError ? error : new OrchestrationError('internal');
    return { ...toResult({ ...known.toReport(), request_id: call.requestId }), isError: true };
  }
}

/** The text is for clients that do not know structured content. */
function toResult(data: Record<string, unknown>): CallToolResult {
  return { structuredContent: data, content: [{ type: 'text', text: JSON.stringify(data, null, 2) }] };
}

async function findTool(
  { operations, tools }: Pick<ToolContext, 'operations' | 'tools'>,
  name: string,
): Promise<AnyOperation> {
  const load = tools.some(({ tool }) => tool.name === name) ? operations[name] : undefined;
  if (load !== undefined) return load();
  throw new OrchestrationError('operation_not_found', {
    message: `There is no tool ${JSON.stringify(name.slice(0, 100))}.`,
    hint: 'tools/list has the names.',
  });
}
