import type { AST } from 'toml-eslint-parser';
import type { Splice } from './splice.js';
import { indentAt } from './toml-lines.js';

/** What has items between brackets, parted by commas. */
export type InlineList = AST.TOMLArray | AST.TOMLInlineTable;

/** An item of an inline list. */
export type InlineItem = AST.TOMLContentNode | AST.TOMLKeyValue;

/** What is to happen to an inline list. */
export interface InlineChange {
  readonly list: InlineList;
  readonly dropped: ReadonlySet<InlineItem>;
  readonly appended: readonly string[];
}

/** The splices that take items from an inline list and put others at its end. */
export function inlineSplices(text: string, change: InlineChange): Splice[] {
  const { list } = change;
  const items = itemsOf(list);
  const kept = items.filter((item) => !change.dropped.has(item));
  return [...appends(text, { list, last: kept.at(-1), items: change.appended }), ...drops(text, change)];
}

function itemsOf(list: InlineList): InlineItem[] {
  return list.type === 'TOMLArray' ? list.elements : list.body;
}

function drops(text: string, { list, dropped, appended }: InlineChange): Splice[] {
  const items = itemsOf(list);
  const [open, close] = [list.range[0] + 1, list.range[1] - 1];
  if (list.type === 'TOMLInlineTable' && dropped.size === items.length && appended.length === 0) {
    if (!hasComments(text, list)) return [{ start: open, end: close, text: '' }];
  }
  let keptBefore = false;
  let aloneBefore = false;
  return items.flatMap((item, place) => {
    const isDropped = dropped.has(item);
    const before = items[place - 1]?.range[1] ?? open;
    const next = items[place + 1]?.range[0];
    const comma = commaIn(text, { start: item.range[1], end: next ?? close });
    const gap = keptBefore
      ? text.slice(before, item.range[0])
      : text.slice(item.range[1], next ?? comma ?? item.range[1]);
    const alone = isDropped && (gap.includes('#') || (keptBefore && aloneBefore));
    const around = { previousEnd: keptBefore ? before : undefined, next, comma };
    keptBefore ||= !isDropped;
    aloneBefore = alone;
    if (!isDropped) return [];
    return alone ? dropAlone(item, comma) : [dropWithSpace(item, around)];
  });
}

interface Surroundings {
  /** The end of the item before, where one that stays is before it. */
  readonly previousEnd: number | undefined;
  /** The start of the item behind. */
  readonly next: number | undefined;
  /** The comma behind. */
  readonly comma: number | undefined;
}

/** The item goes with the comma and the space before it, or behind it where none is kept before. */
function dropWithSpace(item: InlineItem, { previousEnd, next, comma }: Surroundings): Splice {
  const [start, end] = item.range;
  if (previousEnd !== undefined) return { start: previousEnd, end, text: '' };
  return { start, end: next ?? (comma === undefined ? end : comma + 1), text: '' };
}

/** In a list with comments only the item and its comma go. A trailing comma may stay: TOML that has comments there allows it. */
function dropAlone({ range }: InlineItem, comma: number | undefined): Splice[] {
  const item = { start: range[0], end: range[1], text: '' };
  return comma === undefined ? [item] : [item, { start: comma, end: comma + 1, text: '' }];
}

function hasComments(text: string, list: InlineList): boolean {
  const items = itemsOf(list);
  const ends = [list.range[0] + 1, ...items.map((item) => item.range[1])];
  const starts = [...items.map((item) => item.range[0]), list.range[1] - 1];
  return ends.some((end, place) => text.slice(end, starts[place]).includes('#'));
}

function commaIn(text: string, gap: { start: number; end: number }): number | undefined {
  const blanked = text.slice(gap.start, gap.end).replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const at = blanked.indexOf(',');
  return at < 0 ? undefined : gap.start + at;
}

interface Append {
  readonly list: InlineList;
  readonly last: InlineItem | undefined;
  readonly items: readonly string[];
}

function appends(text: string, { list, last, items }: Append): Splice[] {
  if (items.length === 0) return [];
  if (last) return [insertion(last.range[1], items.map((item) => separator(text, last) + item).join(''))];
  return firstItems(text, { list, joined: items.join(', ') });
}

/** Items on lines of their own are followed by one on its own line. */
function separator(text: string, last: InlineItem): string {
  const ownLine = /(\r?\n)[ \t]*$/.exec(text.slice(Math.max(0, last.range[0] - 200), last.range[0]));
  return ownLine ? `,${ownLine[1]}${indentAt(text, last.range[0])}` : ', ';
}

function firstItems(text: string, { list, joined }: { list: InlineList; joined: string }): Splice[] {
  const [start, end] = [list.range[0] + 1, list.range[1] - 1];
  const padded = list.type === 'TOMLArray' ? joined : ` ${joined} `;
  const first = itemsOf(list)[0];
  if (first) return [insertion(first.range[0], joined)];
  const blank = list.type === 'TOMLInlineTable' && text.slice(start, end).trim() === '';
  return [{ start, end: blank ? end : start, text: padded }];
}

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}
