/** Median, smallest and largest of what the rounds gave. */
export interface Spread {
  readonly median: number;
  readonly smallest: number;
  readonly largest: number;
}

/** Ours to theirs: of the medians, and in the rounds in which it was smallest and largest. */
export interface Ratio extends Omit<Spread, 'median'> {
  readonly ofMedians: number;
}

/** What the cost of a side is counted in. More is worse, but for `requests/s` and `writes/s`. */
export type Unit = 'ms' | 'µs' | 's' | 'MB' | 'kB' | 'requests/s' | 'writes/s' | 'packages';

/** One thing measured, with its peer, in the same run. */
export interface Measurement {
  /** Names it in `goals.json`: `cli.version`. */
  readonly id: string;
  /** What ours does, for people: "`mcp-orchestration --version`". */
  readonly what: string;
  /** What the peer is: "`node -e 0`". */
  readonly peer: string;
  readonly unit: Unit;
  readonly rounds: number;
  readonly ours: Spread;
  readonly theirs: Spread;
  readonly ratio: Ratio;
}

/** A figure that has no peer to be compared with: a time that the goal states in itself. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  readonly rounds: number;
  readonly ours: Spread;
}

/** What could not be measured here, and why. */
export interface Missing {
  readonly id: string;
  readonly what: string;
  readonly missing: string;
}

/** How the cost of one kind of work grows: one point for each size. */
export interface Growth {
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  /** What is counted along the axis: "profiles". */
  readonly of: string;
  readonly points: readonly { readonly size: number; readonly cost: number }[];
}

/** What one benchmark found. */
export type Finding = Measurement | Figure | Missing | Growth;

/** A benchmark: measures ours and its peers in turns. */
export type Benchmark = () => Promise<readonly Finding[]>;

/** Median, smallest and largest. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const half = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
  return { median, smallest: at(0), largest: at(sorted.length - 1) };
}
