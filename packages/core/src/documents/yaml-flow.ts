import type { YamlAddition, YamlEdit } from './yaml-edit.js';
import { commaBefore, itemsOf, trailingComma, type YamlCollection, type YamlItem } from './yaml-items.js';
import { beforeBlanks, isBlank, lineEnd, lineStart, startsLine } from './yaml-lines.js';

/** Add to the end of a collection in brackets: on lines of their own where its last item has one. */
export function appendToFlow(
  edit: YamlEdit,
  collection: YamlCollection,
  additions: readonly YamlAddition[],
): void {
  const last = itemsOf(collection).at(-1);
  const texts = additions.map((addition) => addition.flow());
  if (!last) {
    edit.changes.insert(collection.range[0] + 1, texts.join(', '));
    return;
  }
  const comma = trailingComma(collection);
  const end = comma === undefined ? last.end : comma + 1;
  const point = afterRemark(edit.tree.text, end);
  const lead = leadOf(edit, last, point > end);
  const added = texts.map((text) => lead + text).join(',');
  if (comma !== undefined) edit.changes.insert(point, `${added},`);
  else {
    edit.changes.insert(last.end, ',');
    edit.changes.insert(point, added);
  }
}

/** What stands before each addition: a space, or a line break and the last item's indentation. */
function leadOf({ tree, style }: YamlEdit, last: YamlItem, isAfterRemark: boolean): string {
  const start = lineStart(tree.text, last.start);
  if (startsLine(tree.text, last.start) && start > 0) {
    return style.lineBreak + tree.text.slice(start, last.start);
  }
  if (!isAfterRemark) return ' ';
  const indent = /^[ ]*/.exec(tree.text.slice(start))?.[0] ?? '';
  return style.lineBreak + indent + ' '.repeat(style.step);
}

/** After the comment that ends a line, where one follows; else the offset itself. */
function afterRemark(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return /^[ \t]+#/.test(text.slice(offset, end)) ? end : offset;
}

/** Put another value into a pair in brackets. */
export function replaceFlowValue({ changes }: YamlEdit, item: YamlItem, text: string): void {
  if (item.valueStart !== undefined) changes.replace({ start: item.valueStart, end: item.end }, text);
  else if (item.after === undefined) changes.insert(item.end, `: ${text}`);
  else changes.insert(item.after, ` ${text}`);
}

/** Take items out of brackets, each with one comma and the blanks around it. */
export function removeFromFlow(
  edit: YamlEdit,
  collection: YamlCollection,
  removed: ReadonlySet<number>,
): void {
  const items = itemsOf(collection);
  const lastKept = items.findLastIndex((item) => !removed.has(item.start));
  for (const [index, item] of items.entries()) {
    const next = items[index + 1];
    const comma = next ? commaBefore(next.token) : trailingComma(collection);
    if (removed.has(item.start)) {
      removeItem(edit, item, { comma, next: index < lastKept ? next : undefined });
    } else if (index === lastKept && next && comma !== undefined && trailingComma(collection) === undefined) {
      edit.changes.delete(comma, comma + 1);
    }
  }
}

function removeItem(
  { tree, changes }: YamlEdit,
  item: YamlItem,
  { comma, next }: { comma: number | undefined; next: YamlItem | undefined },
): void {
  const end = comma === undefined ? item.end : comma + 1;
  if (next && isBlank(tree.text.slice(end, next.start)) && !startsLine(tree.text, next.start)) {
    changes.delete(item.start, next.start);
    return;
  }
  const before = beforeBlanks(tree.text, item.start);
  const remark = item.token.start.findLast(({ type }) => type !== 'space' && type !== 'newline');
  const glued =
    remark?.type === 'comment' && !/^[ \t]*(?:#|$)/.test(tree.text.slice(end, lineEnd(tree.text, end)));
  changes.delete(glued ? item.start : before, end);
}
