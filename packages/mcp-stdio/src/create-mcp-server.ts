import { randomUUID } from 'node:crypto';
import { type AnyOperation, type Invoke, OrchestrationError, type Principal } from '@mcp-orchestration/core';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { type Consent, callTool } from './call-tool.js';
import { getPrompt, listPrompts } from './prompts.js';
import { listResources, listResourceTemplates, readResource } from './resources.js';
import type { Session } from './session.js';
import { listTools } from './tools.js';

/** The protocol's own code for a resource that is not there. */
const RESOURCE_NOT_FOUND = -32002;

const INSTRUCTIONS =
  'Manages which MCP servers an AI client may start. The way is always: add_server_to_config → validate_config → publish_config → deploy_config. Give secrets as references, ${env:NAME}, never as values. Before a deploy show its dry_run.';

/** What an MCP server is made of. */
export interface McpServerParts {
  readonly invoke: Invoke;
  readonly catalogue: readonly AnyOperation[];
  /** Who the session acts as; its permissions decide which tools there are. */
  readonly principal: Principal;
  readonly info: { readonly name: string; readonly version: string };
}

/**
 * Make an MCP server over the operations. It answers on the SDK's low-level server: the high-level one rejects bad
 * input in its own words and shows the text of unexpected errors to the caller.
 */
export function createMcpServer({ invoke, catalogue, principal, info }: McpServerParts): Server {
  const server = new Server(
    { ...info, title: 'mcp-orchestration' },
    { capabilities: { tools: {}, resources: {}, prompts: {} }, instructions: INSTRUCTIONS },
  );
  const session = (signal: AbortSignal): Session => ({
    catalogue,
    principal,
    info,
    invoke: (name, input) => invoke(name, input, { principal, signal, requestId: randomUUID() }),
  });

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listTools(catalogue, principal) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) =>
    callTool(
      { invoke, catalogue, principal, consent: consentOf(server) },
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
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
    const prompt = getPrompt(params.name, params.arguments ?? {});
    if (prompt === undefined) {
      throw new McpError(ErrorCode.InvalidParams, `There is no prompt ${JSON.stringify(params.name)}.`);
    }
    return prompt;
  });
  return server;
}

/** Resources have no error results, so that a failure is a protocol error with the report as its data. */
async function answer<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof OrchestrationError ? error : new OrchestrationError('internal');
    const code = known.kind === 'not_found' ? RESOURCE_NOT_FOUND : codeOf(known);
    throw new McpError(code, known.message, known.toReport());
  }
}

function codeOf({ kind }: OrchestrationError): number {
  return kind === 'internal' || kind === 'unavailable' ? ErrorCode.InternalError : ErrorCode.InvalidParams;
}

/** Asks by elicitation, where the client says that it can. */
function consentOf(server: Server): Consent | undefined {
  if (server.getClientCapabilities()?.elicitation === undefined) return undefined;
  return async (message) => {
    const { action, content } = await server.elicitInput({
      message,
      requestedSchema: {
        type: 'object',
        properties: { deploy: { type: 'boolean', title: 'Write the file', default: true } },
        required: ['deploy'],
      },
    });
    return action === 'accept' && content?.deploy !== false;
  };
}
