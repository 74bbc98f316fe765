import type { Clock } from '../ports/clock.js';
import type { AuditEntry, AuditFacts, Stores } from '../ports/stores.js';
import type { Principal } from '../principal.js';
import { sha256Hex } from '../sha256.js';
import { canonicalJson } from '../signing/canonical-json.js';

/** What an entry follows: the newest one's sequence and hash. */
export type AuditHead = Pick<AuditEntry, 'sequence' | 'hash'>;

/** What the first entry follows. */
export const AUDIT_START: AuditHead = { sequence: 0, hash: '0'.repeat(64) };

/** SHA-256 (hex) of the canonical JSON of an entry without its own hash. */
function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { sequence, at, principal, operation, client_id, profile_id, outcome, detail, previous_hash } = entry;
  return sha256Hex(
    canonicalJson({
      sequence,
      at,
      principal,
      operation,
      client_id,
      profile_id,
      outcome,
      detail,
      previous_hash,
    }),
  );
}

/** Make the entry that follows another. Order comes from the sequence, whatever the clock says. */
export function nextAuditEntry(
  head: AuditHead | undefined,
  facts: Omit<AuditEntry, 'sequence' | 'previous_hash' | 'hash'>,
): AuditEntry {
  const { sequence, hash: previous_hash } = head ?? AUDIT_START;
  const entry = { ...facts, sequence: sequence + 1, previous_hash };
  return { ...entry, hash: entryHash(entry) };
}

/** What is to be recorded. */
export interface AuditRecord {
  readonly principal: Principal;
  readonly operation: string;
  readonly outcome: AuditEntry['outcome'];
  readonly facts: AuditFacts;
}

/** Append an entry, within the transaction of what it records. */
export async function appendAudit(
  stores: Pick<Stores, 'audit'>,
  clock: Clock,
  record: AuditRecord,
): Promise<void> {
  const entry = nextAuditEntry(await stores.audit.head(), {
    at: clock.now().toISOString(),
    principal: `${record.principal.kind}:${record.principal.id}`,
    operation: record.operation,
    client_id: record.facts.client_id ?? null,
    profile_id: record.facts.profile_id ?? null,
    outcome: record.outcome,
    detail: record.facts.detail ?? {},
  });
  await stores.audit.append(entry);
}

/** Where a chain breaks, and how. */
export interface AuditBreak {
  readonly sequence: number;
  readonly fault: 'missing' | 'changed' | 'detached';
}

/**
 * Check entries, oldest first, that follow `head` (the start of the log unless given): without gaps, each naming the
 * hash of the one before and having its own. What was cut off at the end leaves no trace here.
 * @returns the first break, or the head to go on from.
 */
export function verifyAuditChain(
  entries: readonly AuditEntry[],
  head: AuditHead = AUDIT_START,
): AuditBreak | { readonly head: AuditHead } {
  let last = head;
  for (const entry of entries) {
    const sequence = last.sequence + 1;
    if (entry.sequence !== sequence) return { sequence, fault: 'missing' };
    if (entryHash(entry) !== entry.hash) return { sequence, fault: 'changed' };
    if (entry.previous_hash !== last.hash) return { sequence, fault: 'detached' };
    last = entry;
  }
  return { head: { sequence: last.sequence, hash: last.hash } };
}
