import { isMap } from 'yaml';
import type { Json } from '../json.js';
import { appendToBlock, blockLines, removeFromBlock, replaceBlockValue } from './yaml-block.js';
import type { YamlAddition, YamlEdit } from './yaml-edit.js';
import { appendToFlow, removeFromFlow, replaceFlowValue } from './yaml-flow.js';
import { isFlow, itemsOf, type YamlCollection, type YamlItem } from './yaml-items.js';
import { columnOf } from './yaml-lines.js';
import { afterColon, flowValue } from './yaml-render.js';

/** A collection to edit, or the place where one is to come. */
export interface YamlTarget {
  readonly collection: YamlCollection | null;
  /** The pair or item whose value it is; absent at the root. */
  readonly holder: YamlItem | undefined;
  /** Whether the holder stands within brackets. */
  readonly inFlow: boolean;
  readonly kind: 'map' | 'array';
}

/** Remove the items that begin at the offsets given. */
export function removeItems(edit: YamlEdit, target: YamlTarget, removed: ReadonlySet<number>): void {
  const { collection, holder } = target;
  if (!collection || removed.size === 0) return;
  if (isFlow(collection)) removeFromFlow(edit, collection, removed);
  else removeFromBlock(edit, { collection, holder }, removed);
}

/** Give a pair of a map another value. */
export function replaceValue(
  edit: YamlEdit,
  { item, inFlow }: { item: YamlItem; inFlow: boolean },
  value: Json,
): void {
  if (inFlow) replaceFlowValue(edit, item, flowValue(value, edit.style));
  else {
    const place = { column: columnOf(edit.tree.text, item.start), style: edit.style };
    replaceBlockValue(edit, item, afterColon(value, place));
  }
}

/** Add to a collection's end. One that is absent, or `{}` or `[]` outside brackets, becomes a block. */
export function append(edit: YamlEdit, target: YamlTarget, additions: readonly YamlAddition[]): void {
  const { collection, holder, inFlow } = target;
  if (additions.length === 0) return;
  if (collection && !becomesBlock(edit, target)) {
    if (isFlow(collection)) appendToFlow(edit, collection, additions);
    else appendToBlock(edit, collection, additions);
  } else if (holder && inFlow) {
    const texts = additions.map((addition) => addition.flow()).join(', ');
    replaceFlowValue(edit, holder, target.kind === 'map' ? `{${texts}}` : `[${texts}]`);
  } else if (holder) {
    const step = target.kind === 'map' ? edit.style.step : edit.style.listStep;
    replaceBlockValue(
      edit,
      holder,
      blockLines(edit, additions, columnOf(edit.tree.text, holder.start) + step),
    );
  } else {
    appendToNothing(edit, additions);
  }
}

/** Brackets with nothing in them, one space after the colon: as an editor leaves a container that it emptied. */
function becomesBlock({ tree }: YamlEdit, { collection, holder, inFlow }: YamlTarget): boolean {
  if (!collection || !holder?.after || inFlow || itemsOf(collection).length > 0) return false;
  return tree.text.slice(holder.after, holder.end) === (isMap(collection) ? ' {}' : ' []');
}

/** The first lines of a document that holds none: at its end, but before the marker of it. */
function appendToNothing({ tree, changes, style }: YamlEdit, additions: readonly YamlAddition[]): void {
  const lines = additions.map((addition) => addition.block(0)).join(style.lineBreak);
  const marker = /^\.\.\.(?:\s|$)/m.exec(tree.text)?.index ?? tree.text.length;
  const unended = marker > 0 && tree.text[marker - 1] !== '\n';
  changes.insert(marker, unended ? style.lineBreak + lines : lines + style.lineBreak);
}
