import { Console } from 'node:console';
import { OrchestrationError, PERMISSIONS, type Permission } from '@mcp-orchestration/core';
import { serveStdio } from '@mcp-orchestration/mcp-stdio';
import { ALL_OPERATIONS } from '../all-operations.js';
import type { Handler } from '../command.js';
import { openLocal } from '../compose.js';
import { MCP_TOOLS } from '../mcp-tools.js';
import { reportInternalError } from '../report-internal-error.js';
import { VERSION } from '../version.js';

/** `stdio`: one MCP session, until its client closes the streams. */
export const stdio: Handler<{ readonly permissions?: string }> = async ({ home }, { options }) => {
  // Only JSON-RPC may reach stdout, whatever a library has to say.
  globalThis.console = new Console(process.stderr);
  const permissions = options.permissions === undefined ? undefined : readPermissions(options.permissions);
  const local = await openLocal({ home, permissions, onInternalError: reportInternalError });
  try {
    const { invoke, principal } = local;
    const info = { name: 'mcp-orchestration', version: VERSION };
    await serveStdio({ invoke, operations: ALL_OPERATIONS, tools: MCP_TOOLS, principal, info });
  } finally {
    await local.close();
  }
  return undefined;
};

/**
 * Read a list of permissions.
 * @throws OrchestrationError `invalid_input`, naming those that are none.
 */
export function readPermissions(list: string): Permission[] {
  const names = list.split(/[,\s]+/).filter((name) => name !== '');
  const unknown = names.filter((name) => !isPermission(name));
  if (unknown.length === 0 && names.length > 0) return names.filter(isPermission);
  throw new OrchestrationError('invalid_input', {
    message:
      names.length === 0
        ? '--permissions names none.'
        : `There is no permission ${unknown.map((name) => JSON.stringify(name)).join(', ')}.`,
    hint: `There are: ${PERMISSIONS.join(', ')}`,
  });
}

function isPermission(name: string): name is Permission {
  return PERMISSIONS.some((permission) => permission === name);
}
