import type { Finding, Unit } from './benchmark.js';
import GOALS_FILE from './goals.json' with { type: 'json' };

/** How large or small a median, or a ratio of medians, may be. */
export type Bound = { readonly atMost: number } | { readonly atLeast: number } | { readonly below: number };

/** What is wanted of one row. */
export type Goal = {
  /** Why it is not met, and what the limit is, where it falls short. */
  readonly reason?: string;
} & (
  | {
      /** Of ours to the peer's. */
      readonly ratio: Bound;
    }
  | {
      /** Of ours alone. */
      readonly cost: Bound;
      readonly unit: Unit;
    }
);

/** How a row does against its goal. */
export interface Verdict {
  readonly id: string;
  readonly goal: Goal;
  readonly outcome: 'met' | 'falls short' | 'missing';
  /** What was measured; not for what is missing. */
  readonly value?: number;
  /** Why it falls short, and what the limit is, or why it is missing. */
  readonly reason?: string;
}

/** The committed goals, by the row that they are for. */
export const GOALS = GOALS_FILE as Readonly<Record<string, Goal>>;

/** Every goal, with how what was found does against it. A goal for which nothing was found is missing. */
export function judge(
  findings: readonly Finding[],
  goals: Readonly<Record<string, Goal>> = GOALS,
): Verdict[] {
  const found = new Map(findings.map((finding) => [finding.id, finding]));
  return Object.entries(goals).map(([id, goal]) => ({ id, goal, ...outcomeOf(goal, found.get(id)) }));
}

function outcomeOf(goal: Goal, finding: Finding | undefined): Omit<Verdict, 'id' | 'goal'> {
  if (finding === undefined) return { outcome: 'missing', reason: 'it was not run' };
  if ('missing' in finding) return { outcome: 'missing', reason: finding.missing };
  const value = valueFor(goal, finding);
  if (isWithin(value, boundOf(goal))) return { outcome: 'met', value };
  return { outcome: 'falls short', value, ...(goal.reason !== undefined && { reason: goal.reason }) };
}

/** The bound of a goal. */
export function boundOf(goal: Goal): Bound {
  return 'ratio' in goal ? goal.ratio : goal.cost;
}

function valueFor(goal: Goal, finding: Finding): number {
  if ('ratio' in goal && 'ratio' in finding) return finding.ratio.ofMedians;
  if ('cost' in goal && 'ours' in finding && finding.unit === goal.unit) return finding.ours.median;
  throw new Error(`The goal of ${finding.id} is for another kind of row, or in another unit.`);
}

function isWithin(value: number, bound: Bound): boolean {
  if ('atMost' in bound) return value <= bound.atMost;
  return 'atLeast' in bound ? value >= bound.atLeast : value < bound.below;
}
