import { OrchestrationError } from '@mcp-orchestration/core';
import { createClient } from '@mcp-orchestration/http/client';
import { ALL_OPERATIONS, type Operations, readFields } from '../all-operations.js';
import type { RemoteServer } from './read-server.js';

/** Call operations on a server. Nothing is sent before the first call. */
export function openRemote(server: RemoteServer): Operations {
  const client = createClient({ ...server, operations: ALL_OPERATIONS });
  return {
    // The client checks the fields by the operation's own schema.
    call: async (name, input = {}) =>
      client.call(name, (await readFields(name, input)) as never).catch(withCredentialsHint) as never,
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
