import type { AuditRecord } from './event.js';

/** The audit log, as far as it is followed: core's store of it fits. */
export interface AuditLog {
  head(): Promise<{ readonly sequence: number } | undefined>;
  /** Entries with a higher sequence than `after`, oldest first. */
  list(page: { readonly after: number; readonly limit: number }): Promise<readonly AuditRecord[]>;
}

/** Tells when the log has grown, in whichever process. */
export interface Tail {
  /** Resolves when there are entries after this one, or the signal is aborted. */
  grown(after: number, signal: AbortSignal): Promise<void>;
}

/**
 * Follow a log. However many wait, one query is made at a time, and none while nobody waits. A query that fails is
 * repeated: readers see a pause.
 */
export function createTail(log: Pick<AuditLog, 'head'>, pollEvery: number): Tail {
  const waiting = new Set<{ readonly after: number; readonly resolve: () => void }>();
  let polling = false;
  const poll = async (): Promise<void> => {
    const head = await log.head().catch(() => undefined);
    for (const reader of waiting) {
      if (head !== undefined && head.sequence > reader.after) reader.resolve();
    }
    polling = false;
    pollSoon();
  };
  const pollSoon = (): void => {
    if (polling || waiting.size === 0) return;
    polling = true;
    setTimeout(poll, pollEvery);
  };
  return {
    grown: (after, signal) =>
      new Promise((resolve) => {
        const done = (): void => {
          waiting.delete(reader);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const reader = { after, resolve: done };
        if (signal.aborted) return done();
        signal.addEventListener('abort', done);
        waiting.add(reader);
        pollSoon();
      }),
  };
}
