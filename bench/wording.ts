import type { Finding, Spread, Unit } from './benchmark.js';
import { type Bound, boundOf, type Goal, type Verdict } from './goals.js';
import type { Machine } from './results.js';

/** A finding in words, for a terminal as for the documents. */
export interface Row {
  readonly id: string;
  readonly what: string;
  readonly ours: string;
  /** What the peer is, and what it took; empty where there is none. */
  readonly peer: string;
  /** Ours to the peer's. */
  readonly ratio: string;
  readonly goal: string;
  readonly outcome: string;
}

/** A finding and how it does against its goal, where it has one. */
export function rowOf(finding: Finding, verdict: Verdict | undefined): Row {
  const goal = verdict === undefined ? '' : goalWords(verdict.goal);
  const outcome = verdict?.outcome ?? '';
  const { id, what } = finding;
  return { id, what, goal, outcome, ...measuredWords(finding) };
}

function measuredWords(finding: Finding): Pick<Row, 'ours' | 'peer' | 'ratio'> {
  if ('missing' in finding) return { ours: `missing: ${finding.missing}`, peer: '', ratio: '' };
  if ('points' in finding) {
    const { points, of, unit } = finding;
    const words = points.map(({ size, cost }) => `${costWords(cost, unit)} at ${size.toLocaleString('en')}`);
    return { ours: `${words.join(', ')} ${of}`, peer: '', ratio: '' };
  }
  const { unit, rounds } = finding;
  if (!('peer' in finding)) {
    const { ours } = finding;
    const words = spreadWords(ours.median, { ...ours, rounds }, (cost) => costWords(cost, unit));
    return { ours: words, peer: '', ratio: '' };
  }
  const { ratio } = finding;
  return {
    ours: costWords(finding.ours.median, unit),
    peer: `${finding.peer}: ${costWords(finding.theirs.median, unit)}`,
    ratio: spreadWords(ratio.ofMedians, { ...ratio, rounds }, (one) => one.toFixed(2)),
  };
}

/** A verdict for a terminal: row, goal, outcome, what was measured, and the reason where it is not met. */
export function verdictCells({ id, goal, outcome, value, reason = '' }: Verdict): string[] {
  const measured = value === undefined ? '' : 'unit' in goal ? costWords(value, goal.unit) : value.toFixed(2);
  return [id, goalWords(goal), outcome, measured, reason];
}

/** Lines of cells, each column as wide as its widest cell. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

/** A machine and its versions: `mcp-orchestration 0.1.0, Node 20.20.2, 2 × Xeon, 8 GB, linux 6.1 x64`. */
export function machineWords({ version, node, cores, processor, memory, system }: Machine): string {
  return `mcp-orchestration ${version}, Node ${node}, ${cores} × ${processor}, ${memory} GB, ${system}`;
}

/** A goal: `≤ 1.30`, `≥ 0.80`, `< 1.00`, `≤ 2 ms`. */
export function goalWords(goal: Goal): string {
  const [sign, value] = signed(boundOf(goal));
  return 'unit' in goal ? `${sign} ${costWords(value, goal.unit)}` : `${sign} ${value.toFixed(2)}`;
}

/** The next larger unit, of which one is a thousand. */
const LARGER: Partial<Record<Unit, Unit>> = { µs: 'ms', ms: 's' };

/** A cost in three digits or so: `0.42 ms`, `48.2 ms`, `4.2 s`, `4,200 requests/s`. */
export function costWords(value: number, unit: Unit): string {
  const larger = LARGER[unit];
  if (larger !== undefined && value >= 1_000) return costWords(value / 1_000, larger);
  return `${inDigits(value)} ${unit}`;
}

function inDigits(value: number): string {
  const maximumFractionDigits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits });
}

/** What came out, and how far the rounds went from it: `1.21 (1.15 to 1.30 in 7 rounds)`. */
function spreadWords(
  outcome: number,
  { smallest, largest, rounds }: Omit<Spread, 'median'> & { readonly rounds: number },
  words: (value: number) => string,
): string {
  if (rounds === 1) return words(outcome);
  return `${words(outcome)} (${words(smallest)} to ${words(largest)} in ${rounds} rounds)`;
}

function signed(bound: Bound): [sign: string, value: number] {
  if ('atMost' in bound) return ['≤', bound.atMost];
  return 'atLeast' in bound ? ['≥', bound.atLeast] : ['<', bound.below];
}
