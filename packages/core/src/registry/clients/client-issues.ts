import type { ErrorDetail } from '../../errors.js';
import { isRemoteEntry, type ServerEntry } from '../server-entry.js';
import type { ClientDefinition } from './client-definition.js';

function variableCount(entry: ServerEntry): number {
  return isRemoteEntry(entry) ? 0 : Object.keys(entry.env ?? {}).length;
}

/** Warnings about the number of servers, and of variables of each, that a client works well with. */
export function clientIssues(
  client: ClientDefinition,
  servers: Readonly<Record<string, ServerEntry>>,
): ErrorDetail[] {
  const { max_servers: maxServers = Infinity, max_env_vars: maxVariables = Infinity } = client.limits ?? {};
  const count = Object.keys(servers).length;
  const tooMany: ErrorDetail = {
    code: 'TOO_MANY_SERVERS',
    message: `${count} servers; more than ${maxServers} are not advised for ${client.display_name}.`,
    severity: 'warning',
  };
  const crowded = Object.entries(servers).filter(([, entry]) => variableCount(entry) > maxVariables);
  return [
    ...(count > maxServers ? [tooMany] : []),
    ...crowded.map(
      ([server, entry]): ErrorDetail => ({
        code: 'TOO_MANY_ENV_VARS',
        message: `${variableCount(entry)} environment variables; more than ${maxVariables} are not advised for ${client.display_name}.`,
        severity: 'warning',
        server,
        field: 'env',
      }),
    ),
  ];
}
