import { describe, expect, it, vi } from 'vitest';
import { createInbox } from '../../src/events/inbox.js';
import { testDrift } from '../support/test-drift.js';

describe('the inbox of a reader', () => {
  it('keeps what comes until it is taken, in order, and says that something came', () => {
    const drift = testDrift();
    const inbox = createInbox(drift, () => undefined);
    expect(inbox.arrival().aborted).toBe(false);
    for (const client_id of ['a', 'b']) drift.tell({ client_id });
    expect(inbox.arrival().aborted).toBe(true);
    expect(inbox.take().map(({ client_id }) => client_id)).toEqual(['a', 'b']);
    expect([inbox.take(), inbox.arrival().aborted]).toEqual([[], false]);
  });

  it('gives up a reader for whom too much waits', () => {
    const drift = testDrift();
    const overflow = vi.fn();
    createInbox(drift, overflow);
    for (let count = 0; count < 100; count += 1) drift.tell({});
    expect(overflow).not.toHaveBeenCalled();
    drift.tell({});
    expect(overflow).toHaveBeenCalled();
  });

  it('is empty for ever where there is no source', () => {
    const inbox = createInbox(undefined, () => undefined);
    expect(inbox.take()).toEqual([]);
    inbox.close();
  });
});
