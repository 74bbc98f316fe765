import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import {
  type CallToolResult,
  ElicitRequestSchema,
  type ElicitResult,
} from '@modelcontextprotocol/sdk/types.js';
import { BINARY } from './binary.js';
import type { UserHome } from './user-home.js';

/** What a tool answered. */
export interface ToolAnswer {
  readonly failed: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A session of the official SDK's client with the built program. */
export interface StdioSession {
  readonly client: Client;
  /** What the client was asked to ask its user. */
  readonly questions: readonly string[];
  /** What went wrong on the streams: a line of stdout that is no message of JSON-RPC is among it. */
  readonly faults: readonly Error[];
  call(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>;
  close(): Promise<void>;
}

/** How a session is opened. */
export interface SessionOptions {
  /** Arguments of the program; `stdio` unless given. */
  readonly args?: readonly string[];
  /** What the user answers when asked; without it the client cannot ask. */
  readonly answer?: () => ElicitResult;
}

/** Start the program as an MCP client does, with nothing in the environment but the user's own. */
export async function openStdioSession(
  user: UserHome,
  { args = ['stdio'], answer }: SessionOptions = {},
): Promise<StdioSession> {
  const client = new Client(
    { name: 'workspace-test', version: '0.0.0' },
    { capabilities: answer === undefined ? {} : { elicitation: {} } },
  );
  const questions: string[] = [];
  const faults: Error[] = [];
  if (answer !== undefined) {
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      questions.push(params.message);
      return answer();
    });
  }
  client.onerror = (error) => faults.push(error);
  const command = { command: process.execPath, args: [BINARY, ...args], cwd: user.folder };
  await client.connect(new StdioClientTransport({ ...command, env: { ...user.env }, stderr: 'ignore' }));
  return {
    client,
    questions,
    faults,
    async call(name, input = {}) {
      const result = (await client.callTool({ name, arguments: input })) as CallToolResult;
      return { failed: result.isError === true, data: result.structuredContent ?? {} };
    },
    close: () => client.close(),
  };
}
