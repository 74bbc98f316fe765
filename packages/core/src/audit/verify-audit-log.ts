import type { Stores } from '../ports/stores.js';
import { AUDIT_START, type AuditBreak, verifyAuditChain } from './audit-chain.js';

/** Entries read at a time. */
const BATCH = 1000;

/**
 * Check the whole audit log, a part at a time.
 * @returns how many entries hold together from the first on, and the break that ends them, if any.
 */
export async function verifyAuditLog(
  stores: Pick<Stores, 'audit'>,
): Promise<{ readonly verified: number; readonly broken?: AuditBreak }> {
  let head = AUDIT_START;
  for (;;) {
    const entries = await stores.audit.list({ after: head.sequence, limit: BATCH });
    const result = verifyAuditChain(entries, head);
    if (!('head' in result)) return { verified: result.sequence - 1, broken: result };
    if (entries.length < BATCH) return { verified: result.head.sequence };
    head = result.head;
  }
}
