/** A run of lines that are the same, or that only one side has. Line numbers count from 0. */
export interface LineRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly before: number;
  readonly after: number;
  readonly lines: readonly string[];
}

/**
 * The shortest way from one list of lines to another, by Myers' greedy algorithm (An O(ND) Difference Algorithm,
 * 1986): time and memory grow with what differs, not with what there is.
 */
export function diffLines(before: readonly string[], after: readonly string[]): LineRun[] {
  const steps = backtrack(before, after, forwardTrace(before, after));
  const runs: (LineRun & { readonly lines: string[] })[] = [];
  for (const { kind, x, y } of steps) {
    const line = (kind === 'added' ? after[y] : before[x]) ?? '';
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else runs.push({ kind, before: x, after: y, lines: [line] });
  }
  return runs;
}

interface Step {
  readonly kind: LineRun['kind'];
  readonly x: number;
  readonly y: number;
}

/** For each number of edits, how far each diagonal gets. */
function forwardTrace(before: readonly string[], after: readonly string[]): Map<number, number>[] {
  const reached = new Map([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= before.length + after.length; edits += 1) {
    trace.push(new Map(reached));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(reached, { diagonal, edits });
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      reached.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return trace;
    }
  }
  return trace;
}

function comesDown(
  reached: ReadonlyMap<number, number>,
  { diagonal, edits }: { diagonal: number; edits: number },
): boolean {
  const left = reached.get(diagonal - 1) ?? -1;
  const above = reached.get(diagonal + 1) ?? -1;
  return diagonal === -edits || (diagonal !== edits && left < above);
}

function startOf(reached: ReadonlyMap<number, number>, at: { diagonal: number; edits: number }): number {
  return comesDown(reached, at)
    ? (reached.get(at.diagonal + 1) ?? 0)
    : (reached.get(at.diagonal - 1) ?? 0) + 1;
}

function backtrack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): Step[] {
  const steps: Step[] = [];
  let x = before.length;
  let y = after.length;
  for (const [edits, reached] of [...trace.entries()].reverse()) {
    const at = { diagonal: x - y, edits };
    const from = startOf(reached, at);
    while (x > from && y > from - at.diagonal) steps.push({ kind: 'same', x: --x, y: --y });
    if (edits === 0) break;
    if (comesDown(reached, at)) steps.push({ kind: 'added', x, y: --y });
    else steps.push({ kind: 'removed', x: --x, y });
  }
  return steps.reverse();
}
