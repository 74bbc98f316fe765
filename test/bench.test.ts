import { describe, expect, it } from 'vitest';
import { type Finding, spreadOf } from '../bench/benchmark.js';
import { BENCHMARKS } from '../bench/benchmarks.js';
import { GOALS, type Goal, judge } from '../bench/goals.js';
import { readArguments } from '../bench/read-arguments.js';
import {
  findingsOf,
  mergeResults,
  RESULTS_FILE,
  type Results,
  type Run,
  readResults,
  thisMachine,
} from '../bench/results.js';
import { runBenchmark } from '../bench/run-benchmark.js';
import { compare, measurementOf } from '../bench/turns.js';
import { rowOf } from '../bench/wording.js';
import { performancePage, performancePlot } from '../scripts/docs/performance-page.js';

const ratios = (id: string, ...rounds: number[]): Finding => ({
  id,
  what: 'our work',
  peer: 'the peer',
  unit: 'ms',
  rounds: rounds.length,
  ours: spreadOf(rounds.map((ratio) => ratio * 10)),
  theirs: spreadOf(rounds.map(() => 10)),
  ratio: { ...spreadOf(rounds), ofMedians: spreadOf(rounds).median },
});

const figure = (id: string, cost: number): Finding => ({
  id,
  what: 'our time',
  unit: 'ms',
  rounds: 1,
  ours: spreadOf([cost]),
});

const run = (...findings: Finding[]): Run => ({
  at: '2026-11-22T14:00:00.000Z',
  machine: { ...thisMachine(), node: '20.0.0' },
  findings,
});

describe('a spread', () => {
  it('is the middle of the rounds, the smallest, and the largest', () => {
    expect(spreadOf([30, 1, 2])).toEqual({ median: 2, smallest: 1, largest: 30 });
    expect(spreadOf([4, 30, 1, 2])).toEqual({ median: 3, smallest: 1, largest: 30 });
  });
});

describe('a comparison', () => {
  it('warms both up, then takes turns in going first, five times at least', async () => {
    const turns: string[] = [];
    const side = (name: string, cost: number) => () => {
      turns.push(name);
      return cost;
    };
    const named = { id: 'a', what: 'ours', peer: 'theirs', unit: 'ms' } as const;
    const found = await compare({ ...named, ours: side('o', 6), theirs: side('t', 3), rounds: 2 });
    expect(turns.join('')).toBe('ot' + 'ot' + 'to' + 'ot' + 'to' + 'ot');
    expect(found).toMatchObject({ rounds: 5, ratio: { ofMedians: 2, smallest: 2, largest: 2 } });
  });
});

describe('what rounds come to', () => {
  it('is the ratio of the medians, beside the smallest and the largest of single rounds', () => {
    const named = { id: 'a', what: 'ours', peer: 'theirs', unit: 'ms' } as const;
    const rounds = [
      { ours: 2, theirs: 1 },
      { ours: 8, theirs: 2 },
      { ours: 3, theirs: 6 },
    ];
    expect(measurementOf(named, rounds)).toEqual({
      ...named,
      rounds: 3,
      ours: { median: 3, smallest: 2, largest: 8 },
      theirs: { median: 2, smallest: 1, largest: 6 },
      ratio: { ofMedians: 1.5, smallest: 0.5, largest: 4 },
    });
  });
});

describe('a goal', () => {
  const outcomeOf = (goal: Goal, finding: Finding) => judge([finding], { [finding.id]: goal })[0]?.outcome;

  it.each([
    [{ ratio: { atMost: 1.2 } }, 1.2, 'met'],
    [{ ratio: { atMost: 1.2 } }, 1.21, 'falls short'],
    [{ ratio: { atLeast: 0.8 } }, 0.8, 'met'],
    [{ ratio: { atLeast: 0.8 } }, 0.79, 'falls short'],
    [{ ratio: { below: 1 } }, 0.99, 'met'],
    [{ ratio: { below: 1 } }, 1, 'falls short'],
  ] as const)('of %j is, at a ratio of %d, %s', (goal, ratio, outcome) => {
    expect(outcomeOf(goal, ratios('a', ratio))).toBe(outcome);
  });

  it('is held against the median, however far a round went', () => {
    expect(outcomeOf({ ratio: { atMost: 1.2 } }, ratios('a', 1.1, 9, 1))).toBe('met');
  });

  it('may be for a cost in itself, in the unit in which it is measured', () => {
    const goal: Goal = { cost: { atMost: 2 }, unit: 'ms' };
    expect(outcomeOf(goal, figure('a', 2))).toBe('met');
    expect(outcomeOf(goal, figure('a', 2.1))).toBe('falls short');
    expect(() => outcomeOf({ ...goal, unit: 's' }, figure('a', 2))).toThrow('another unit');
  });

  it('for which nothing was found is missing, and says why', () => {
    const goals: Record<string, Goal> = { a: { ratio: { atMost: 1 } }, b: { ratio: { atMost: 1 } } };
    expect(judge([{ id: 'a', what: 'a', missing: 'no network' }], goals)).toMatchObject([
      { id: 'a', outcome: 'missing', reason: 'no network' },
      { id: 'b', outcome: 'missing', reason: 'it was not run' },
    ]);
  });
});

describe('a benchmark', () => {
  it('that fails gives each of its rows as missing, with the reason', async () => {
    const load = () => Promise.reject(new Error('The peer\ncannot be had.'));
    expect(await runBenchmark({ ids: ['a', 'b'], load })).toEqual([
      { id: 'a', what: 'a', missing: 'The peer cannot be had.' },
      { id: 'b', what: 'b', missing: 'The peer cannot be had.' },
    ]);
  });

  it('that leaves a row out gives it as missing, and the others in the order of the list', async () => {
    const load = async () => async () => [figure('c', 3), figure('a', 1)];
    const found = await runBenchmark({ ids: ['a', 'b', 'c'], load });
    expect(found).toEqual([
      figure('a', 1),
      { id: 'b', what: 'b', missing: expect.any(String) },
      figure('c', 3),
    ]);
  });

  it('gives no row that the list does not have', async () => {
    const load = async () => async () => [figure('a', 1), figure('z', 1)];
    expect(await runBenchmark({ ids: ['a'], load })).toMatchObject([{ id: 'a', missing: /: z$/ }]);
  });
});

describe('results', () => {
  it('are replaced benchmark by benchmark, in the order of the list; one that is not in it goes', () => {
    const stored: Results = {
      gone: run(figure('d', 1)),
      two: run(figure('c', 1)),
      one: run(figure('a', 1), figure('b', 1)),
    };
    const fresh = { one: { ...run(figure('a', 2)), at: '2026-11-23T00:00:00.000Z' } };
    const merged = mergeResults(stored, fresh, ['one', 'two', 'three']);
    expect(findingsOf(merged)).toEqual([figure('a', 2), figure('c', 1)]);
    expect(merged.one).toBe(fresh.one);
    expect(merged.two).toBe(stored.two);
  });

  it('are none where nothing was stored', () => {
    expect(readResults('bench/no-such-results.json')).toEqual({});
  });
});

describe('the command line', () => {
  const known = ['one', 'two', 'three'];

  it('runs all, or those that are named', () => {
    expect(readArguments([], known)).toEqual({
      names: known,
      check: false,
      json: false,
      file: RESULTS_FILE,
    });
    expect(readArguments(['three', 'one'], known)).toMatchObject({ names: ['one', 'three'] });
    expect(() => readArguments(['four'], known)).toThrow('one, two, three');
  });

  it('writes results where it is told to', () => {
    expect(readArguments(['--json', 'one'], known)).toMatchObject({ json: true, file: RESULTS_FILE });
    expect(readArguments(['one', '--json', 'x.json'], known)).toMatchObject({
      names: ['one'],
      json: true,
      file: 'x.json',
    });
  });

  it('checks what was measured last, or what it runs', () => {
    expect(readArguments(['check'], known)).toMatchObject({ names: [], check: true });
    expect(readArguments(['check', 'two'], known)).toMatchObject({ names: ['two'], check: true });
  });
});

describe('the committed goals and results', () => {
  const declared = Object.values(BENCHMARKS).flatMap(({ ids }) => ids);

  it('are of rows that a benchmark gives, each row by one', () => {
    expect(new Set(declared).size).toBe(declared.length);
    expect(Object.keys(GOALS).filter((id) => !declared.includes(id))).toEqual([]);
  });

  it('have every row of every benchmark', () => {
    const rows = Object.entries(readResults(RESULTS_FILE)).map(([name, { findings }]) => [
      name,
      findings.map(({ id }) => id),
    ]);
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(Object.entries(BENCHMARKS).map(([name, { ids }]) => [name, ids])),
    );
  });

  it('say why, where a goal is not met', () => {
    const unmet = judge(findingsOf(readResults(RESULTS_FILE))).filter(({ outcome }) => outcome !== 'met');
    expect(unmet.filter(({ reason = '' }) => reason === '').map(({ id }) => id)).toEqual([]);
  });
});

describe('the page of results', () => {
  const growth: Finding = {
    id: 'growth.a',
    what: 'A <search>',
    unit: 'ms',
    of: 'servers',
    points: [
      { size: 1, cost: 0.5 },
      { size: 10_000, cost: 1_500 },
    ],
  };
  const results: Results = {
    one: run(ratios('cli.version', 1.4, 1.5, 1.6), {
      id: 'cli.status',
      what: 'status',
      missing: 'no network',
    }),
    two: run(growth),
  };

  it('has each row with its ratio, its spread and how it does against its goal', () => {
    const line = performancePage(results)
      .split('\n')
      .find((row) => row.includes('`cli.version`'));
    expect(line).toBe(
      '| `cli.version`<br>our work | 15 ms | the peer: 10 ms | 1.50 (1.40 to 1.60 in 3 rounds) | ≤ 1.30 | falls short |',
    );
  });

  it('says what could not be measured, and why', () => {
    expect(performancePage(results)).toMatch(/`cli\.status`.*missing: no network.*missing \|/);
  });

  it('names machine, versions and day once, unless they differ', () => {
    expect(performancePage(results).match(/Node 20\.0\.0, .* on 2026-11-22/g)).toHaveLength(1);
    const later = { ...run(figure('a', 1)), at: '2026-12-01T00:00:00.000Z' };
    const page = performancePage({ ...results, three: later });
    expect(page).toMatch(/on 2026-11-22: `one`, `two`\n- .* on 2026-12-01: `three`/);
  });

  it('has the costs of growth in numbers', () => {
    expect(performancePage(results)).toContain('| A &lt;search> | servers | 0.5 ms | 1.5 s |');
  });

  it('shows growth on axes of powers of ten', () => {
    const plot = performancePlot(results);
    for (const words of ['A &lt;search>', 'by servers', '>1<', '>10k<', '>100 µs<', '>10 s<', '>1.5 s<']) {
      expect(plot).toContain(words);
    }
    const [from = [], to = []] = (/<polyline class="cost" points="([^"]+)"/.exec(plot)?.[1] ?? '')
      .split(' ')
      .map((point) => point.split(',').map(Number));
    expect(to[0]).toBeGreaterThan(from[0] ?? 0);
    expect(to[1]).toBeLessThan(from[1] ?? 0);
  });

  it('plots nothing but time', () => {
    expect(() => performancePlot({ one: run({ ...growth, unit: 'MB' }) })).toThrow('MB');
  });
});

describe('a row in words', () => {
  it.each<[Finding, string]>([
    [figure('a', 0.123), '0.12 ms'],
    [figure('a', 48.25), '48.3 ms'],
    [figure('a', 999), '999 ms'],
    [figure('a', 4_200), '4.2 s'],
    [{ ...figure('a', 1), rounds: 5 }, '1 ms (1 ms to 1 ms in 5 rounds)'],
  ])('%#: gives a cost in as many digits as matter', (finding, words) => {
    expect(rowOf(finding, undefined).ours).toBe(words);
  });
});
