import { type Measurement, spreadOf } from './benchmark.js';

/** What a measurement is of. */
export type Named = Pick<Measurement, 'id' | 'what' | 'peer' | 'unit'>;

/** One side of a comparison: does its work once and gives what that took. */
export type Side<Cost> = () => Cost | Promise<Cost>;

/** Two sides that do the same work. */
export interface Sides<Cost> {
  readonly ours: Side<Cost>;
  readonly theirs: Side<Cost>;
  /** 7 unless given; never fewer than 5. */
  readonly rounds?: number | undefined;
}

/** What one round took. */
interface Round<Cost> {
  readonly ours: Cost;
  readonly theirs: Cost;
}

/** Measure two sides in turns, by their cost in the unit of the comparison. */
export async function compare({
  ours,
  theirs,
  rounds,
  ...named
}: Named & Sides<number>): Promise<Measurement> {
  return measurementOf(named, await takeTurns({ ours, theirs, rounds }));
}

/**
 * Let two sides work in turns, after one round that does not count, so that a machine that drifts spares neither. Who
 * goes first changes from round to round.
 */
export async function takeTurns<Cost>({ ours, theirs, rounds = 7 }: Sides<Cost>): Promise<Round<Cost>[]> {
  await ours();
  await theirs();
  const taken: Round<Cost>[] = [];
  for (let round = 0; round < Math.max(rounds, 5); round += 1) {
    if (round % 2 === 0) taken.push({ ours: await ours(), theirs: await theirs() });
    else {
      const second = await theirs();
      taken.push({ ours: await ours(), theirs: second });
    }
  }
  return taken;
}

/** What rounds come to, and say so to who waits. */
export function measurementOf(named: Named, rounds: readonly Round<number>[]): Measurement {
  const ours = spreadOf(rounds.map((round) => round.ours));
  const theirs = spreadOf(rounds.map((round) => round.theirs));
  const { smallest, largest } = spreadOf(rounds.map((round) => round.ours / round.theirs));
  const ratio = { ofMedians: ours.median / theirs.median, smallest, largest };
  process.stderr.write(`  ${named.id}: ${ratio.ofMedians.toFixed(2)}\n`);
  return { ...named, rounds: rounds.length, ours, theirs, ratio };
}
