import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { createMcpServer, type McpServerParts } from './create-mcp-server.js';

/**
 * Answer one request of MCP over streamable HTTP. A server and a transport for each request, without sessions, so
 * that no answer can reach another caller. Who calls has been checked before.
 */
export async function handleMcpRequest(parts: McpServerParts, request: Request): Promise<Response> {
  const server = createMcpServer(parts);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport as never);
  return transport.handleRequest(request);
}
