/** One side of a comparison: does its work once and gives its cost. */
export type Side = () => number | Promise<number>;

/** What came of measuring two sides in turns. */
export interface Comparison {
  readonly name: string;
  /** Median cost of ours and of the peer, in milliseconds. */
  readonly ours: number;
  readonly peer: number;
  /** Median, smallest and largest of the ratios ours / peer, round by round. */
  readonly ratio: readonly [median: number, smallest: number, largest: number];
}

/** Measure two sides in turns, after one round that does not count, so that a machine that drifts spares neither. */
export async function compare(
  name: string,
  { ours, peer, rounds = 7 }: { ours: Side; peer: Side; rounds?: number },
): Promise<Comparison> {
  await ours();
  await peer();
  const costs: { ours: number; peer: number }[] = [];
  for (let round = 0; round < rounds; round += 1) costs.push({ ours: await ours(), peer: await peer() });
  const ratios = costs.map((cost) => cost.ours / cost.peer);
  return {
    name,
    ours: median(costs.map((cost) => cost.ours)),
    peer: median(costs.map((cost) => cost.peer)),
    ratio: [median(ratios), Math.min(...ratios), Math.max(...ratios)],
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
