import { type Core, verifyAuditLog } from '@mcp-orchestration/core';
import { type Finding, fault, ok } from './finding.js';

const FAULTS = {
  missing: 'it is missing.',
  changed: 'it was changed after it was written.',
  detached: 'it does not follow from the one before.',
} as const;

/** Follow the hashes of the audit log from its first entry to its last. */
export async function checkAudit({ database }: Pick<Core, 'database'>): Promise<Finding> {
  const { verified, broken } = await verifyAuditLog(database.stores);
  if (broken === undefined)
    return ok('audit', `every entry holds the hash of the one before it, up to number ${verified}`);
  return fault(
    'audit',
    `The audit log breaks at entry ${broken.sequence}: ${FAULTS[broken.fault]}`,
    'Someone changed the database by another way; compare it with a backup.',
  );
}
