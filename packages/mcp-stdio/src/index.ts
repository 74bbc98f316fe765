export { createMcpServer, type McpServerParts } from './create-mcp-server.js';
export { handleMcpRequest } from './handle-mcp-request.js';
export { serveStdio } from './serve-stdio.js';
export { type DescribedTool, describeTools } from './tools.js';
