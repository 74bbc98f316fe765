import { OrchestrationError } from '@mcp-orchestration/core';
import { createClient } from '@mcp-orchestration/http/client';
import { ALL_OPERATIONS, type Operations, readFields } from '../all-operations.js';
import type { RemoteServer } from './read-server.js';

export { isExposed } from '@mcp-orchestration/http/client';

/** Call operations on a server. Nothing is sent before the first call. */
export function openRemote(server: RemoteServer): Operations {
  const client = createClient({ ...server, catalogue: ALL_OPERATIONS });
  return {
    // The client checks the fields by the operation's own schema.
    call: (name, input = {}) =>
      client.call(name, readFields(name, input) as never).catch(withCredentialsHint) as never,
    close: async () => undefined,
  };
}

/** The server says how a request carries a token; here, how a command does. */
function withCredentialsHint(error: unknown): never {
  if (!(error instanceof OrchestrationError) || error.code !== 'unauthenticated') throw error;
  throw new OrchestrationError('unauthenticated', {
    message: error.message,
    hint: 'Give a token with --token or MCP_ORCHESTRATION_TOKEN; make one on the server with: mcp-orchestration token create',
    cause: error,
  });
}
