import { describe, expect, it } from 'vitest';
import { CASES } from './parity/cases.js';
import type { Outcome } from './parity/column.js';
import { normalise } from './parity/normalise.js';
import { COLUMNS, type ParityCase, type Step } from './parity/parity-case.js';
import { type Played, playCase, resolveFields, whyNot } from './parity/play-case.js';
import { CATALOGUE } from './parity/product.js';

const counts = Object.fromEntries(COLUMNS.map((column) => [column, 0]));

/** The fields that an error names, with the server where the fault is one of a server. */
function named(outcome: Outcome | undefined): string[] {
  const errors = outcome !== undefined && 'error' in outcome ? (outcome.error.errors ?? []) : [];
  const names = errors.map(({ server, field }) => [server, field].filter((word) => word !== undefined));
  return [...new Set(names.map((words) => words.join(' ')))].sort();
}

function expectOutcome(step: Step, outcome: Outcome | undefined, { folder, outcomes }: Played): void {
  if ('fails' in step) {
    expect(outcome).toMatchObject({ error: { code: step.fails } });
    if (step.naming !== undefined) expect(named(outcome)).toEqual([...step.naming].sort());
    return;
  }
  expect(outcome).toMatchObject({ output: resolveFields(step.gives, { user: { folder }, outcomes }) });
}

function expectOutcomes({ given = [], steps }: ParityCase, played: Played): void {
  expect(played.outcomes).toHaveLength(given.length + steps.length);
  steps.forEach((step, at) => {
    expectOutcome(step, played.outcomes[given.length + at], played);
  });
}

describe('an operation has the same outcome on every surface', () => {
  for (const parityCase of CASES) {
    it.concurrent(parityCase.name, { timeout: 120_000 }, async ({ expect }) => {
      const first = await playCase(parityCase, 'in_process');
      expectOutcomes(parityCase, first);
      counts.in_process = (counts.in_process ?? 0) + 1;
      for (const column of COLUMNS.slice(1)) {
        if (whyNot(parityCase, column) !== undefined) continue;
        expect(normalise(await playCase(parityCase, column)), column).toEqual(normalise(first));
        counts[column] = (counts[column] ?? 0) + 1;
      }
    });
  }

  it('is shown by enough cases, for every operation, each with a name of its own', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    const called = new Set(CASES.flatMap(({ steps }) => steps.map(({ call }) => call)));
    expect([...called].sort()).toEqual(CATALOGUE.map(({ name }) => name).sort());
    const played = Object.entries(counts).map(([column, count]) => `${column} ${count}`);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    process.stdout.write(`parity: ${CASES.length} cases, ${total} runs (${played.join(', ')})\n`);
    expect(counts.in_process).toBe(CASES.length);
  });
});
