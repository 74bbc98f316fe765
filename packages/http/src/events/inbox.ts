import type { DriftSource } from './drift.js';
import { driftEvent } from './drift.js';
import type { Event } from './event.js';

/** Drifts that wait for one reader. */
const LARGEST = 100;

/** Events that are in no log, kept for one reader until it takes them. */
export interface Inbox {
  /** Take what has come. */
  take(): Event[];
  /** Aborted when something has come, or has been there since before. */
  arrival(): AbortSignal;
  close(): void;
}

/** Make an {@link Inbox}. A reader for whom too much waits is given up: `overflow` is called. */
export function createInbox(source: DriftSource | undefined, overflow: () => void): Inbox {
  let waiting: Event[] = [];
  let arrived = new AbortController();
  const unsubscribe = source?.subscribe((drift) => {
    waiting.push(driftEvent(drift));
    arrived.abort();
    if (waiting.length > LARGEST) overflow();
  });
  return {
    take() {
      const events = waiting;
      waiting = [];
      arrived = new AbortController();
      return events;
    },
    arrival: () => arrived.signal,
    close: () => unsubscribe?.(),
  };
}
