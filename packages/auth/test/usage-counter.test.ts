import { describe, expect, it } from 'vitest';
import type { TokenUses } from '../src/token.js';
import { createUsageCounter } from '../src/usage-counter.js';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 12, 0, second));

/** A store that adds up what it is given, and can be told to fail. */
function addingStore() {
  const stored = new Map<string, TokenUses>();
  const state = { stored, writes: 0, failing: false };
  const store = async (uses: readonly TokenUses[]) => {
    state.writes += 1;
    await new Promise((done) => setImmediate(done));
    if (state.failing) throw new Error('The disk is full.');
    for (const use of uses) {
      stored.set(use.token_id, { ...use, count: use.count + (stored.get(use.token_id)?.count ?? 0) });
    }
  };
  return { state, store };
}

describe('the counter of uses', () => {
  it('writes once for many uses', async () => {
    const { state, store } = addingStore();
    const counter = createUsageCounter(store);
    for (let use = 0; use < 1_000; use += 1) counter.count(`tok_${use % 3}`, at(use % 60));
    expect(state.writes).toBe(0);
    await counter.close();
    expect(state.writes).toBe(1);
    expect([...state.stored.values()].map(({ count }) => count)).toEqual([334, 333, 333]);
  });

  it('keeps the latest time of use, whatever the order', async () => {
    const { state, store } = addingStore();
    const counter = createUsageCounter(store);
    for (const second of [5, 30, 10]) counter.count('tok_1', at(second));
    await counter.close();
    expect(state.stored.get('tok_1')?.last_used_at).toBe(at(30).toISOString());
  });

  it('writes nothing where nothing was used', async () => {
    const { state, store } = addingStore();
    const counter = createUsageCounter(store);
    await counter.flush();
    await counter.close();
    expect(state.writes).toBe(0);
  });

  it('keeps what could not be stored, and stores it with what came since', async () => {
    const { state, store } = addingStore();
    const counter = createUsageCounter(store);
    counter.count('tok_1', at(1));
    state.failing = true;
    await counter.flush();
    counter.count('tok_1', at(2));
    state.failing = false;
    await counter.close();
    expect(state.stored.get('tok_1')).toEqual({
      token_id: 'tok_1',
      count: 2,
      last_used_at: at(2).toISOString(),
    });
  });

  it('counts each use once, though flushes overlap and uses come in between', async () => {
    const { state, store } = addingStore();
    const counter = createUsageCounter(store);
    const flushes: Promise<void>[] = [];
    for (let use = 0; use < 500; use += 1) {
      counter.count('tok_1', at(0));
      if (use % 7 === 0) flushes.push(counter.flush());
      if (use % 50 === 0) await Promise.resolve();
      state.failing = use % 100 < 30;
    }
    state.failing = false;
    await Promise.all(flushes);
    await counter.close();
    expect(state.stored.get('tok_1')?.count).toBe(500);
  });
});
