import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { createMcpServer, type McpServerParts } from './create-mcp-server.js';

/**
 * Answer one POST of MCP over streamable HTTP. A server and a transport for each request, without sessions, so that
 * no answer can reach another caller; both end with the answer. Who calls has been checked before.
 */
export async function handleMcpRequest(parts: McpServerParts, request: Request): Promise<Response> {
  if (request.method !== 'POST') return refuseMethod();
  const server = createMcpServer(parts);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport as Transport);
  try {
    return await transport.handleRequest(request);
  } finally {
    await server.close();
  }
}

/** Without sessions there is no stream to open by GET, and nothing to end by DELETE. */
function refuseMethod(): Response {
  const error = { code: -32000, message: 'Only POST is answered here.' };
  return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 405, headers: { allow: 'POST' } });
}
