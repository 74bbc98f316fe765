import { randomUUID } from 'node:crypto';
import {
  type AnyOperation,
  type Call,
  type Invoke,
  OrchestrationError,
  type Principal,
  readTextFields,
} from '@mcp-orchestration/core';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

/** Ask the person behind the client whether a change may be made. False: it may not. */
export type Consent = (question: string) => Promise<boolean>;

/** What a tool call is answered with. */
export interface ToolContext {
  readonly invoke: Invoke;
  readonly catalogue: readonly AnyOperation[];
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
    const operation = findTool(context.catalogue, request.name);
    const input = readTextFields(operation.input, request.args);
    await askFirst(context, { operation, input, call });
    return toResult(await context.invoke(operation.name, input, call));
  } catch (error) {
    const known = error instanceof OrchestrationError ? error : new OrchestrationError('internal');
    return { ...toResult({ ...known.toReport(), request_id: call.requestId }), isError: true };
  }
}

function toResult(data: Record<string, unknown>): CallToolResult {
  return { structuredContent: data, content: [{ type: 'text', text: JSON.stringify(data, null, 2) }] };
}

function findTool(catalogue: readonly AnyOperation[], name: string): AnyOperation {
  const operation = catalogue.find((candidate) => candidate.mcp && candidate.name === name);
  if (operation !== undefined) return operation;
  throw new OrchestrationError('operation_not_found', {
    message: `There is no tool ${JSON.stringify(name)}.`,
    hint: 'tools/list has the names.',
  });
}

/**
 * Before a client's file is written, show the plan and ask: a model must not install servers for itself. A plan that
 * fails is not asked about, the call itself says why.
 * @throws OrchestrationError `consent_declined`.
 */
async function askFirst(
  { invoke, consent }: ToolContext,
  { operation, input, call }: { operation: AnyOperation; input: Record<string, unknown>; call: Call },
): Promise<void> {
  if (consent === undefined || operation.name !== 'deploy_config' || input.dry_run === true) return;
  const plan = await invoke(operation.name, { ...input, dry_run: true }, call).catch(() => undefined);
  if (plan === undefined) return;
  if (!(await consent(describePlan(plan)))) throw new OrchestrationError('consent_declined');
}

function describePlan(plan: Record<string, unknown>): string {
  const changes = (plan.changes as { name: string; action: string }[]).map(
    ({ name, action }) => `${action} ${JSON.stringify(name)}`,
  );
  return `Deploy release ${plan.version} of ${plan.client_id}/${plan.profile_id} into ${plan.config_path}? ${changes.join(', ')}`;
}
