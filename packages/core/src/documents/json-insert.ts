import { type Printable, printItem } from './json-print.js';
import { isInline, type JsonStyle, lastListIn } from './json-style.js';
import type { JsonItem, JsonList } from './json-syntax.js';
import { afterItem, indentAt, isComment, type Trivia, triviaFrom } from './json-trivia.js';
import type { Splice } from './splice.js';

/** An item to be written; `key` is undefined in an array. */
export interface NewItem {
  readonly key: string | undefined;
  readonly value: Printable;
}

/** The list that items are added to. */
export interface InsertTarget {
  readonly text: string;
  readonly list: JsonList;
  readonly style: JsonStyle;
  /** Whether what holds the list begins a line; an empty list follows it. */
  readonly holderOwnLine: boolean;
  /** Whether values are laid out as the last one of their kind is; else on many lines where items have their own. */
  readonly likeSiblings: boolean;
}

/** Where and how new items go. */
interface Slot {
  readonly start: number;
  readonly end: number;
  readonly ownLines: boolean;
  readonly indent: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The splices that add items at the end of a list: behind the last item and the comments on its line, before any
 * comments on later lines. A trailing comma stays the style of a list that has one.
 */
export function insertItems(target: InsertTarget, items: readonly NewItem[]): Splice[] {
  if (items.length === 0) return [];
  const { style, list } = target;
  const last = list.items.at(-1);
  const slot = last === undefined ? slotInEmpty(target) : slotAfter(target, last);
  const separator = slot.ownLines ? `,${style.eol}${slot.indent}` : style.comma;
  const inline = { array: inlineFor(target, slot, 'array'), object: inlineFor(target, slot, 'object') };
  const printed = items.map((item) => {
    const kind = Array.isArray(item.value) ? 'array' : 'object';
    return printItem(item, { style, indent: slot.indent, inline: inline[kind] });
  });
  const added = {
    start: slot.start,
    end: slot.end,
    text: slot.before + printed.join(separator) + slot.after,
  };
  if (last === undefined || last.comma !== undefined) return [added];
  return [{ start: last.value.end, end: last.value.end, text: ',' }, added];
}

function inlineFor({ text, list, likeSiblings }: InsertTarget, slot: Slot, kind: JsonList['kind']): boolean {
  const sibling = likeSiblings ? lastListIn(list, kind) : undefined;
  return sibling === undefined ? !slot.ownLines : isInline(text, sibling);
}

function slotAfter({ text, list, style }: InsertTarget, last: JsonItem): Slot {
  const { line, lineEnd } = lineAfter(text, afterItem(last));
  const comment = line.findLast(isComment);
  const ownLines = last.ownLine || comment?.kind === 'line_comment';
  const behind = comment?.end ?? afterItem(last);
  const at = ownLines ? (lineEnd ?? behind) : behind;
  // A list on one line has no use for indentation, and looking for it would cost the length of the line.
  const indent = ownLines || !isInline(text, list) ? indentAt(text, last.start) : '';
  const before = ownLines ? style.eol + indent : style.comma.slice(1);
  return { start: at, end: at, ownLines, indent, before, after: last.comma === undefined ? '' : ',' };
}

function slotInEmpty(target: InsertTarget): Slot {
  const inside = triviaFrom(target.text, target.list.start + 1);
  const comment = inside.findLast(isComment);
  return comment === undefined ? slotInBlank(target, inside) : slotAfterComment(target, inside, comment);
}

/** In a list of blanks alone the blanks give way. */
function slotInBlank({ text, list, style, holderOwnLine }: InsertTarget, inside: readonly Trivia[]): Slot {
  const start = list.start + 1;
  const end = list.end - 1;
  if (holderOwnLine || inside.some(({ kind }) => kind === 'break')) {
    const outer = indentAt(text, list.start);
    const indent = outer + style.unit;
    return { start, end, ownLines: true, indent, before: style.eol + indent, after: style.eol + outer };
  }
  const pad = start < end ? text.slice(start, end) : list.kind === 'array' ? '' : style.pad;
  return { start, end, ownLines: false, indent: '', before: pad, after: pad };
}

/** In a list of comments alone new items follow them, and all that is there stays. */
function slotAfterComment(
  { text, list, style }: InsertTarget,
  inside: readonly Trivia[],
  comment: Trivia,
): Slot {
  const breaks = inside.filter(({ kind }) => kind === 'break');
  const at = breaks.find(({ start }) => start >= comment.end)?.start ?? comment.end;
  if (breaks.length === 0) return { start: at, end: at, ownLines: false, indent: '', before: ' ', after: '' };
  const commentOwnLine = breaks.some(({ start }) => start < comment.start);
  const indent = commentOwnLine ? indentAt(text, comment.start) : indentAt(text, list.start) + style.unit;
  return { start: at, end: at, ownLines: true, indent, before: style.eol + indent, after: '' };
}

/** What follows an offset on its line, and where that line ends if nothing else comes before. */
function lineAfter(text: string, offset: number): { line: Trivia[]; lineEnd: number | undefined } {
  const trivia = triviaFrom(text, offset);
  const end = trivia.findIndex(({ kind }) => kind === 'break');
  if (end === -1) return { line: trivia, lineEnd: undefined };
  return { line: trivia.slice(0, end), lineEnd: trivia[end]?.start };
}
