import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createMcpServer, type McpServerParts } from './create-mcp-server.js';

/** Serve one session over this process's standard streams, until the client closes its end. Nothing else may write to stdout. */
export async function serveStdio(parts: McpServerParts): Promise<void> {
  const server = createMcpServer(parts);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  // The SDK's transport does not notice that the client has gone.
  process.stdin.once('end', () => void server.close());
  process.stdin.once('close', () => void server.close());
  await server.connect(new StdioServerTransport());
  await closed;
}
