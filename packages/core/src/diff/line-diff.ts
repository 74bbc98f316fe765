/** A run of lines that are the same, or that only one side has. Line numbers count from 0. */
export interface LineRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly before: number;
  readonly after: number;
  readonly lines: readonly string[];
}

/** With more edits than this the two have little in common, and the shortest way says no more than the whole does. */
const MAXIMUM_EDITS = 2000;

/**
 * The shortest way from one list of lines to another, by Myers' greedy algorithm (An O(ND) Difference Algorithm,
 * 1986) over what lies between their equal beginnings and ends: time and memory grow with what differs, not with what
 * there is. From {@link MAXIMUM_EDITS} on what lies between is given as removed and added as a whole.
 */
export function diffLines(before: readonly string[], after: readonly string[]): LineRun[] {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const middle = {
    before: before.slice(start, before.length - end),
    after: after.slice(start, after.length - end),
  };
  const steps = [
    ...sameSteps(start, { x: 0, y: 0 }),
    ...stepsBetween(middle).map(({ kind, x, y }) => ({ kind, x: x + start, y: y + start })),
    ...sameSteps(end, { x: before.length - end, y: after.length - end }),
  ];
  return joinSteps(steps, ({ kind, x, y }) => (kind === 'added' ? after[y] : before[x]) ?? '');
}

interface Step {
  readonly kind: LineRun['kind'];
  readonly x: number;
  readonly y: number;
}

interface Sides {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function joinSteps(steps: readonly Step[], lineOf: (step: Step) => string): LineRun[] {
  const runs: (LineRun & { readonly lines: string[] })[] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last?.kind === step.kind) last.lines.push(lineOf(step));
    else runs.push({ kind: step.kind, before: step.x, after: step.y, lines: [lineOf(step)] });
  }
  return runs;
}

function commonStart(before: readonly string[], after: readonly string[]): number {
  const most = Math.min(before.length, after.length);
  let length = 0;
  while (length < most && before[length] === after[length]) length += 1;
  return length;
}

function commonEnd(before: readonly string[], after: readonly string[], start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let length = 0;
  while (length < most && before[before.length - 1 - length] === after[after.length - 1 - length])
    length += 1;
  return length;
}

function sameSteps(length: number, { x, y }: { x: number; y: number }): Step[] {
  return Array.from({ length }, (_, index) => ({ kind: 'same', x: x + index, y: y + index }));
}

function stepsBetween(sides: Sides): Step[] {
  const trace = forwardTrace(sides);
  return trace === undefined ? wholeSteps(sides) : backtrack(sides, trace);
}

function wholeSteps({ before, after }: Sides): Step[] {
  return [
    ...before.map((_, x): Step => ({ kind: 'removed', x, y: 0 })),
    ...after.map((_, y): Step => ({ kind: 'added', x: before.length, y })),
  ];
}

/** How far each diagonal gets with a number of edits: from -edits on, in steps of two. */
type Reached = Int32Array;

/** For each number of edits, how far each diagonal gets; undefined where it takes too many. */
function forwardTrace({ before, after }: Sides): Reached[] | undefined {
  const trace: Reached[] = [];
  for (let edits = 0; edits <= Math.min(before.length + after.length, MAXIMUM_EDITS); edits += 1) {
    const reached = new Int32Array(edits + 1);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(trace.at(-1), { diagonal, edits }).x;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      reached[(diagonal + edits) / 2] = x;
      if (x >= before.length && x - diagonal >= after.length) return [...trace, reached];
    }
    trace.push(reached);
  }
  return undefined;
}

/** Where a diagonal begins, coming from one edit less: with an added line from above, or with a removed one. */
function startOf(
  former: Reached | undefined,
  { diagonal, edits }: { diagonal: number; edits: number },
): { x: number; down: boolean } {
  if (former === undefined) return { x: 0, down: false };
  const left = former[(diagonal + edits) / 2 - 1] ?? -1;
  const above = former[(diagonal + edits) / 2] ?? -1;
  const down = diagonal === -edits || (diagonal !== edits && left < above);
  return { x: down ? above : left + 1, down };
}

function backtrack({ before, after }: Sides, trace: readonly Reached[]): Step[] {
  const steps: Step[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const { x: from, down } = startOf(trace[edits - 1], { diagonal: x - y, edits });
    while (x > from) steps.push({ kind: 'same', x: --x, y: --y });
    if (edits === 0) break;
    steps.push(down ? { kind: 'added', x, y: --y } : { kind: 'removed', x: --x, y });
  }
  return steps.reverse();
}
