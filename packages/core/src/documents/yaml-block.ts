import { isSeq } from 'yaml';
import type { YamlAddition, YamlEdit } from './yaml-edit.js';
import { itemsOf, type YamlCollection, type YamlItem } from './yaml-items.js';
import {
  beforeBlanks,
  columnOf,
  commentsEnd,
  isBlank,
  lineEnd,
  lineStart,
  nextLine,
  startsLine,
} from './yaml-lines.js';

/** Where an item of a block ends, with the comments after it that are indented further than it is. */
export function outerEnd(text: string, item: YamlItem): number {
  return commentsEnd(text, item.end, columnOf(text, item.start) + 1);
}

/** Add to the end of a block that holds something: after its last item and the comments indented as its items are. */
export function appendToBlock(
  edit: YamlEdit,
  collection: YamlCollection,
  additions: readonly YamlAddition[],
): void {
  const { text } = edit.tree;
  const items = itemsOf(collection);
  const first = items[0];
  const last = items.at(-1);
  if (!first || !last) return;
  const column = columnOf(text, first.start);
  // A comment at the dashes of a list that is not indented may as well belong to the key after it.
  const point = commentsEnd(text, last.end, isSeq(collection) ? column + 1 : column);
  edit.changes.insert(point, blockLines(edit, additions, column));
}

/** Additions as lines, each with a line break before it. */
export function blockLines(edit: YamlEdit, additions: readonly YamlAddition[], column: number): string {
  return additions.map((addition) => edit.style.lineBreak + addition.block(column)).join('');
}

/**
 * Put another value behind a colon. `text` is what follows it: a value on the line, or lines of their own. Comments
 * beside the old value stay, but for those within it.
 */
export function replaceBlockValue({ tree, changes }: YamlEdit, item: YamlItem, text: string): void {
  const after = item.after ?? item.end;
  const headEnd = lineEnd(tree.text, after);
  const linesPoint = (offset: number) => commentsEnd(tree.text, offset, columnOf(tree.text, item.start) + 1);
  const hasLines = /^[\r\n]/.test(text);
  if (item.valueStart === undefined) {
    changes.insert(hasLines ? linesPoint(after) : after, text);
  } else if (item.valueStart > headEnd) {
    if (!hasLines) changes.insert(after, text);
    changes.replace({ start: headEnd, end: item.end }, hasLines ? text : '');
  } else if (hasLines) {
    changes.delete(after, item.end);
    changes.insert(linesPoint(item.end), text);
  } else {
    changes.replace({ start: item.valueStart, end: item.end }, text.trimStart());
  }
}

/** Take items and their lines out of a block. One that is left with nothing is written `{}` or `[]` after its holder. */
export function removeFromBlock(
  edit: YamlEdit,
  { collection, holder }: { collection: YamlCollection; holder: YamlItem | undefined },
  removed: ReadonlySet<number>,
): void {
  const items = itemsOf(collection);
  const compact = items[0] && !startsLine(edit.tree.text, items[0].start) ? items[0] : undefined;
  const kept = items.findIndex((item) => !removed.has(item.start));
  if (kept === -1)
    writeEmpty(edit, { items, compact, after: holder?.after }, isSeq(collection) ? '[]' : '{}');
  else if (compact && kept > 0) pullUp(edit, items, kept);
  for (const item of compact ? items.slice(Math.max(kept, 0)) : items) {
    if (removed.has(item.start) && item !== compact) removeLines(edit, item);
  }
}

function removeLines({ tree, changes }: YamlEdit, item: YamlItem): void {
  changes.delete(lineStart(tree.text, item.start), nextLine(tree.text, outerEnd(tree.text, item)));
}

function writeEmpty(
  { tree, changes, style }: YamlEdit,
  { items, compact, after }: { items: YamlItem[]; compact: YamlItem | undefined; after: number | undefined },
  empty: string,
): void {
  const last = items.at(-1);
  if (compact && last) changes.replace({ start: compact.start, end: outerEnd(tree.text, last) }, empty);
  else if (after !== undefined) changes.insert(after, ` ${empty}`);
  else changes.insert(lineStart(tree.text, items[0]?.start ?? 0), empty + style.lineBreak);
}

/** The first pairs of a map that begins on its dash's line go: the next takes their place there. */
function pullUp({ tree, changes }: YamlEdit, items: YamlItem[], kept: number): void {
  const first = items[0];
  const gone = items[kept - 1];
  const next = items[kept];
  if (!first || !gone || !next) return;
  const goneEnd = outerEnd(tree.text, gone);
  if (isBlank(tree.text.slice(goneEnd, next.start))) changes.delete(first.start, next.start);
  else changes.delete(beforeBlanks(tree.text, first.start), goneEnd);
}
