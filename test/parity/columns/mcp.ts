import { createMcpServer, describeTools } from '@mcp-orchestration/mcp-stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Column, Outcome } from '../column.js';
import { CATALOGUE, INFO, openProduct, PRODUCT } from '../product.js';

/** The official client, over a pair of linked transports, against a session of the token's principal. */
export const mcp: Column = {
  async open({ user, parityCase, token }) {
    const { invoke, authenticate, close } = await openProduct(user, parityCase);
    const principal = await authenticate({ authorization: `Bearer ${token}` });
    const [near, far] = InMemoryTransport.createLinkedPair();
    const parts = { invoke, operations: PRODUCT, tools: describeTools(CATALOGUE), principal, info: INFO };
    await createMcpServer(parts).connect(far);
    const client = new Client({ name: 'parity-client', version: '0.0.0' });
    await client.connect(near);
    // The client checks structured content against the output schemas that it has listed.
    await client.listTools();
    return {
      call: async (name, input) =>
        toOutcome((await client.callTool({ name, arguments: { ...input } })) as CallToolResult),
      async close() {
        await client.close();
        await close();
      },
    };
  },
};

function toOutcome({ structuredContent = {}, content, isError }: CallToolResult): Outcome {
  const [first] = content;
  const text = first?.type === 'text' ? first.text : '';
  if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(structuredContent)) {
    throw new Error('The text of a result says something else than its structured content.');
  }
  if (isError !== true) return { output: structuredContent };
  const { request_id: _requestId, ...report } = structuredContent;
  return { error: report as never };
}
