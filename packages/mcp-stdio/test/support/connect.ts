import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import {
  type ClientCapabilities,
  ElicitRequestSchema,
  type ElicitResult,
} from '@modelcontextprotocol/sdk/types.js';
import { createMcpServer, type McpServerParts } from '../../src/create-mcp-server.js';

/** What a tool call answered, as these tests look at it. */
export interface Answer {
  readonly isError: boolean;
  readonly data: Record<string, unknown>;
  readonly text: string;
}

/** The official SDK's client, over memory, with a server of these parts. */
export async function connect(parts: McpServerParts, client = newClient()): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createMcpServer(parts).connect(far);
  await client.connect(near);
  return client;
}

export function newClient(capabilities: ClientCapabilities = {}): Client {
  return new Client({ name: 'test', version: '1.0.0' }, { capabilities });
}

/** A client whose user answers questions. Each is kept. */
export function askingClient(answer: (message: string) => ElicitResult | Promise<ElicitResult>): {
  client: Client;
  questions: string[];
} {
  const client = newClient({ elicitation: {} });
  const questions: string[] = [];
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    questions.push(params.message);
    return answer(params.message);
  });
  return { client, questions };
}

/** Call a tool as a client does that knows the output schemas, and so checks the answer by ajv. */
export async function callTool(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content as { type: string; text: string }[];
  return {
    isError: result.isError === true,
    data: result.structuredContent as Record<string, unknown>,
    text: first?.text ?? '',
  };
}
