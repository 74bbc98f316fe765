import type { JsonItem, JsonList } from './json-syntax.js';
import { afterItem, gapBefore, isComment, type Trivia, triviaFrom } from './json-trivia.js';
import type { Splice } from './splice.js';

/** Items next to each other with no comment between them; they go as one. */
interface Run {
  readonly first: number;
  last: number;
}

/**
 * The splices that take items out of a list: their text, their commas, and their lines where nothing else stands on
 * them. Comments outside the items stay where they are. A list left with blanks alone becomes `{}` or `[]`. Where
 * the last item goes and had no comma, the one that becomes last loses its own.
 */
export function removeItems(text: string, list: JsonList, doomed: ReadonlySet<JsonItem>): Splice[] {
  if (doomed.size === 0) return [];
  const runs = runsOf(text, list, doomed);
  const [only] = runs;
  if (only && doomed.size === list.items.length && runs.length === 1 && standsAlone(text, list)) {
    return [{ start: list.start + 1, end: list.end - 1, text: '' }];
  }
  return [...runs.flatMap((run) => removeRun(text, list, run)), ...danglingComma(list, doomed)];
}

function runsOf(text: string, list: JsonList, doomed: ReadonlySet<JsonItem>): Run[] {
  const runs: Run[] = [];
  for (const [index, item] of list.items.entries()) {
    if (!doomed.has(item)) continue;
    const run = runs.at(-1);
    if (run?.last === index - 1 && !commentBetween(text, list, index)) run.last = index;
    else runs.push({ first: index, last: index });
  }
  return runs;
}

function commentBetween(text: string, list: JsonList, index: number): boolean {
  const previous = list.items[index - 1];
  if (previous === undefined) return false;
  return hasComment(text, previous.value.end) || hasComment(text, afterItem(previous));
}

function hasComment(text: string, offset: number): boolean {
  return triviaFrom(text, offset).some(isComment);
}

function standsAlone(text: string, list: JsonList): boolean {
  const last = list.items.at(-1);
  if (last === undefined || hasComment(text, list.start + 1)) return false;
  return !hasComment(text, last.value.end) && !hasComment(text, afterItem(last));
}

function removeRun(text: string, list: JsonList, run: Run): Splice[] {
  const first = list.items[run.first];
  const last = list.items[run.last];
  if (first === undefined || last === undefined) return [];
  const before = triviaFrom(text, gapBefore(list, run.first));
  if (last.comma !== undefined && hasComment(text, last.value.end)) {
    // A comment stands between the value and its comma: only what surely is the item's goes.
    return [
      { start: first.start, end: last.value.end, text: '' },
      { start: last.comma, end: last.comma + 1, text: '' },
    ];
  }
  const after = triviaFrom(text, afterItem(last));
  const next = run.last + 1 < list.items.length ? 'item' : 'close';
  return [{ ...rangeOf({ before, after, next }, { start: first.start, end: afterItem(last) }), text: '' }];
}

interface Surroundings {
  readonly before: readonly Trivia[];
  readonly after: readonly Trivia[];
  /** What comes behind the trivia. */
  readonly next: 'item' | 'close';
}

/** How much of the blanks around a run goes with it, so that its line goes when it is alone and no comment moves. */
function rangeOf(
  { before, after, next }: Surroundings,
  run: { start: number; end: number },
): { start: number; end: number } {
  const indent = before.at(-1)?.kind === 'space' ? before.at(-1) : undefined;
  const previous = before.at(indent === undefined ? -1 : -2);
  const blank = after[0]?.kind === 'space' ? after[0] : undefined;
  const following = after[blank === undefined ? 0 : 1];
  const endOfBlank = blank?.end ?? run.end;
  const startOfIndent = indent?.start ?? run.start;
  if (previous?.kind === 'break') {
    if (following?.kind === 'break') return { start: previous.start, end: endOfBlank };
    const isLast = following === undefined && next === 'close';
    // Without its line break a line comment above would swallow what follows.
    if (isLast && !endsInLineComment(before, previous)) return { start: previous.start, end: run.end };
    return { start: run.start, end: isLast ? run.end : endOfBlank };
  }
  if (previous === undefined && following === undefined && next === 'item')
    return { start: run.start, end: endOfBlank };
  return { start: startOfIndent, end: run.end };
}

function endsInLineComment(before: readonly Trivia[], lineBreak: Trivia): boolean {
  return before[before.indexOf(lineBreak) - 1]?.kind === 'line_comment';
}

function danglingComma(list: JsonList, doomed: ReadonlySet<JsonItem>): Splice[] {
  const last = list.items.at(-1);
  if (last === undefined || !doomed.has(last) || last.comma !== undefined) return [];
  const kept = list.items.findLast((item) => !doomed.has(item));
  return kept?.comma === undefined ? [] : [{ start: kept.comma, end: kept.comma + 1, text: '' }];
}
