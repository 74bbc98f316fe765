import { OrchestrationError } from '@mcp-orchestration/core';

/** The error of a command that has nothing to do with a server, where one is named. */
export function localOnly(command: string): OrchestrationError {
  return new OrchestrationError('invalid_input', {
    message: `${command} works on this machine alone, and a server is named.`,
    hint: 'Leave --server out, or where MCP_ORCHESTRATION_SERVER is set, name the home with --home DIR.',
  });
}
