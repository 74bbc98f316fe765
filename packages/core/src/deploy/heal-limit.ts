/** How often a file is healed within {@link HEAL_SPAN_MS}, at the most. */
const TIMES = 5;

/** The time in which healings are counted, in milliseconds. */
export const HEAL_SPAN_MS = 60_000;

/** Keeps two programs that each insist on their own from writing one file without end. */
export class HealLimit {
  #times: number[] = [];

  /** Whether a file has been healed as often as it may be for now. */
  isReached(now: Date): boolean {
    this.#times = this.#times.filter((time) => now.getTime() - time < HEAL_SPAN_MS);
    return this.#times.length >= TIMES;
  }

  /** Whether a file may be healed once more now; counted where it may. */
  allows(now: Date): boolean {
    if (this.isReached(now)) return false;
    this.#times.push(now.getTime());
    return true;
  }
}
