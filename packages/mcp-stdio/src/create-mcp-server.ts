import { randomUUID } from 'node:crypto';
import { type Invoke, type Operations, OrchestrationError, type Principal } from '@mcp-orchestration/core';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { JsonSchemaValidatorResult, jsonSchemaValidator } from '@modelcontextprotocol/sdk/validation';
import { callTool } from './call-tool.js';
import { completeArgument } from './complete-argument.js';
import { elicitConsent } from './elicit-consent.js';
import { getPrompt, listPrompts } from './prompts.js';
import { listResources, listResourceTemplates, readResource } from './resources.js';
import type { Session } from './session.js';
import { type DescribedTool, listTools } from './tools.js';

/** The protocol's own code for a resource that is not there. */
const RESOURCE_NOT_FOUND = -32002;

const INSTRUCTIONS =
  'Manages which MCP servers an AI client may start. The way is always: add_server_to_config → validate_config → publish_config → deploy_config. Give secrets as references, ${env:NAME}, never as values. Before a deploy show its dry_run.';

/** The one answer of a client that is asked for is read by `elicitConsent`; the SDK's ajv takes longer to make than the rest of a server. */
const UNCHECKED: jsonSchemaValidator = {
  getValidator: <T>() => {
    return (input: unknown): JsonSchemaValidatorResult<T> => ({
      valid: true,
      data: input as T,
      errorMessage: undefined,
    });
  },
};

/** What an MCP server is made of. */
export interface McpServerParts {
  readonly invoke: Invoke;
  readonly operations: Operations;
  /** Those of the operations that are tools: `describeTools` of the loaded catalogue. */
  readonly tools: readonly DescribedTool[];
  /** Who the session acts as; its permissions decide which tools there are. */
  readonly principal: Principal;
  readonly info: { readonly name: string; readonly version: string };
}

/**
 * Make an MCP server over the operations. It answers on the SDK's low-level server: the high-level one rejects bad
 * input in its own words and shows the text of unexpected errors to the caller.
 */
export function createMcpServer(parts: McpServerParts): Server {
  const { invoke, tools, principal, info } = parts;
  const server = new Server(
    { ...info, title: 'mcp-orchestration' },
    {
      capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
      instructions: INSTRUCTIONS,
      jsonSchemaValidator: UNCHECKED,
    },
  );
  const session = (signal: AbortSignal): Session => ({
    tools,
    principal,
    info,
    invoke: (name, input) => invoke(name, input, { principal, signal, requestId: randomUUID() }),
  });

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listTools(tools, principal) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) =>
    callTool(
      { ...parts, consent: elicitConsent(server) },
      { name: params.name, args: params.arguments ?? {}, signal },
    ),
  );
  server.setRequestHandler(ListResourcesRequestSchema, (_request, { signal }) =>
    answer(async () => ({ resources: await listResources(session(signal)) })),
  );
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: listResourceTemplates(),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }, { signal }) =>
    answer(async () => ({
      contents: [{ uri, mimeType: 'application/json', text: await readResource(session(signal), uri) }],
    })),
  );
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: listPrompts() }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) =>
    answer(async () => getPrompt(params.name, params.arguments ?? {})),
  );
  server.setRequestHandler(CompleteRequestSchema, ({ params: { argument, context } }, { signal }) =>
    answer(async () => ({
      completion: await completeArgument(session(signal), { ...argument, known: context?.arguments ?? {} }),
    })),
  );
  return server;
}

/** Only tools have error results; elsewhere a failure is a protocol error with the report as its data. */
async function answer<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof OrchestrationError ? error : new OrchestrationError('internal');
    throw new McpError(codeOf(known), known.message, known.toReport());
  }
}

function codeOf({ kind }: OrchestrationError): number {
  if (kind === 'not_found') return RESOURCE_NOT_FOUND;
  return kind === 'internal' || kind === 'unavailable' ? ErrorCode.InternalError : ErrorCode.InvalidParams;
}
