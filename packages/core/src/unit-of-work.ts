import { appendAudit } from './audit/audit-chain.js';
import type { Clock } from './ports/clock.js';
import type { Database } from './ports/database.js';
import type { Stores } from './ports/stores.js';
import type { Principal } from './principal.js';
import type { Change } from './services.js';

/** Whose call a change belongs to. */
export interface Authorship {
  readonly operation: string;
  readonly principal: Principal;
}

/**
 * Make the unit of work of one call: the transaction that ends with the audit entry.
 * @throws OrchestrationError `unavailable` from the change where the entry cannot be written: then nothing happened.
 */
export function createChange<Handle>(
  { database, clock }: { database: Database<Handle, Stores>; clock: Clock },
  { operation, principal }: Authorship,
): Change<Stores, Handle> {
  return (work, facts) =>
    database.transaction(async (stores, handle) => {
      const result = await work(stores, handle);
      await appendAudit(stores, clock, {
        principal,
        operation,
        outcome: 'success',
        facts: typeof facts === 'function' ? facts(result) : facts,
      });
      return result;
    });
}
