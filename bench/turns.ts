import { type Measurement, spreadOf } from './benchmark.js';

/** One side of a comparison: does its work once and gives its cost in the unit of the comparison. */
export type Side = () => number | Promise<number>;

/** What is compared. */
export interface Comparison extends Pick<Measurement, 'id' | 'what' | 'peer' | 'unit'> {
  readonly ours: Side;
  readonly theirs: Side;
  /** 7 unless given; never fewer than 5. */
  readonly rounds?: number;
}

/**
 * Measure two sides in turns, after one round that does not count, so that a machine that drifts spares neither. Who
 * goes first changes from round to round.
 */
export async function compare({ ours, theirs, rounds = 7, ...named }: Comparison): Promise<Measurement> {
  await ours();
  await theirs();
  const costs: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < Math.max(rounds, 5); round += 1) {
    if (round % 2 === 0) costs.push({ ours: await ours(), theirs: await theirs() });
    else {
      const second = await theirs();
      costs.push({ ours: await ours(), theirs: second });
    }
  }
  const ratio = spreadOf(costs.map((cost) => cost.ours / cost.theirs));
  process.stderr.write(`  ${named.id}: ${ratio.median.toFixed(2)}\n`);
  return {
    ...named,
    rounds: costs.length,
    ours: spreadOf(costs.map((cost) => cost.ours)),
    theirs: spreadOf(costs.map((cost) => cost.theirs)),
    ratio,
  };
}
