import type { Core } from '@mcp-orchestration/core';
import { type Finding, ok, warning } from './finding.js';

/** Look for writes that a process began and did not end. */
export async function checkIntents({
  database,
  machine,
}: Pick<Core, 'database' | 'machine'>): Promise<Finding[]> {
  const intents = await database.stores.deployments.openIntents(machine.hostId);
  if (intents.length === 0) return [ok('deployments', 'No write was left half done.')];
  return intents.map(({ target, operation, created_at }) =>
    warning(
      'deployments',
      `A process that began to ${operation} ${target} at ${created_at} did not end, or is still at it.`,
      'The next deploy or status of that client settles it.',
    ),
  );
}
