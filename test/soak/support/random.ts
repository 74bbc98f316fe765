/** Numbers that only look random: the same seed gives the same ones. */
export interface Random {
  /** From 0 to 1, without 1. */
  unit(): number;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** One of these. */
  pick<Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value;
  /** True so often: `share` from 0 to 1. */
  chance(share: number): boolean;
}

/** Make {@link Random}: mulberry32, by Tommy Ettinger (public domain). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(unit() * end);
  return {
    unit,
    below,
    pick: <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value,
    chance: (share) => unit() < share,
  };
}
