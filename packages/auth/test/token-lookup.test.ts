import { describe, expect, it } from 'vitest';
import type { Token } from '../src/token.js';
import { createTokenLookup } from '../src/token-lookup.js';
import { setClock } from './support/bench.js';
import { sampleToken } from './support/sample-token.js';

/** A store of one token that counts how often it is asked. */
function countingStore(token: Token | undefined) {
  const state = { token, asked: 0 };
  const findByHash = async (hash: string) => {
    state.asked += 1;
    return state.token?.token_hash === hash ? state.token : undefined;
  };
  return { state, store: { findByHash } };
}

describe('the lookup of tokens', () => {
  it('asks once in half a second', async () => {
    const clock = setClock();
    const { state, store } = countingStore(sampleToken());
    const lookUp = createTokenLookup(store, clock);
    for (const passed of [0, 100, 399]) {
      clock.pass(passed);
      expect(await lookUp('a'.repeat(64))).toBe(state.token);
    }
    expect(state.asked).toBe(1);
    clock.pass(1);
    await lookUp('a'.repeat(64));
    expect(state.asked).toBe(2);
  });

  it('sees a revocation after half a second at the latest', async () => {
    const clock = setClock();
    const { state, store } = countingStore(sampleToken());
    const lookUp = createTokenLookup(store, clock);
    await lookUp('a'.repeat(64));
    state.token = sampleToken({ revoked_at: '2026-03-01T12:00:00.000Z' });
    clock.pass(500);
    expect(await lookUp('a'.repeat(64))).toMatchObject({ revoked_at: expect.any(String) });
  });

  it('does not believe an answer for longer because the clock was set back', async () => {
    const clock = setClock();
    const { state, store } = countingStore(sampleToken());
    const lookUp = createTokenLookup(store, clock);
    await lookUp('a'.repeat(64));
    state.token = undefined;
    clock.pass(-3_600_000);
    expect(await lookUp('a'.repeat(64))).toBeUndefined();
  });

  it('does not remember what it did not find, so that a new token works at once', async () => {
    const { state, store } = countingStore(undefined);
    const lookUp = createTokenLookup(store, setClock());
    expect(await lookUp('a'.repeat(64))).toBeUndefined();
    state.token = sampleToken();
    expect(await lookUp('a'.repeat(64))).toBe(state.token);
  });

  it('keeps no more than ten thousand, and lets the oldest go', async () => {
    let asked = 0;
    const lookUp = createTokenLookup(
      {
        findByHash: async (token_hash) => {
          asked += 1;
          return sampleToken({ token_hash });
        },
      },
      setClock(),
    );
    for (let index = 0; index <= 10_000; index += 1) await lookUp(`hash-${index}`);
    await lookUp('hash-10000');
    await lookUp('hash-1');
    expect(asked).toBe(10_001);
    await lookUp('hash-0');
    expect(asked).toBe(10_002);
  });
});
