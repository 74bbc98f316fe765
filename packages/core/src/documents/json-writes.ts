import { type Json, jsonEqual } from '../json.js';
import type { Container, EntryEdit } from './document.js';
import { entryItems, type FoundContainer, findContainer } from './json-container.js';
import { insertItems, type NewItem } from './json-insert.js';
import { membersOf, newContainer, newEntry, type SetEdit, type WriteEdit } from './json-members.js';
import { printJson } from './json-print.js';
import { isInline, type JsonStyle, lastListIn, styleOf } from './json-style.js';
import {
  dataOf,
  itemsByKey,
  type JsonItem,
  type JsonList,
  type JsonNode,
  type JsonSyntax,
} from './json-syntax.js';
import { indentAt } from './json-trivia.js';
import type { Splice } from './splice.js';

/**
 * The second half of a batch, once its removals are made: the splices that change entries, add new ones at the end,
 * and make the container where it is absent.
 */
export function writes(syntax: JsonSyntax, container: Container, batch: readonly EntryEdit[]): Splice[] {
  const edits = batch.filter((edit): edit is WriteEdit => edit.op !== 'remove');
  const { text, root } = syntax;
  if (edits.length === 0) return [];
  if (root === undefined) return [firstValue(text, container, edits)];
  const found = findContainer(syntax, root, container);
  const style = styleOf(text, neighbours(found.list, root));
  const [key, ...path] = found.missing;
  if (key === undefined) return writeEntries({ text, container, found, style }, edits);
  const value = newContainer(container, { path, edits });
  return insertItems({ text, ...found, style, likeSiblings: false }, [{ key, value }]);
}

interface WriteContext {
  readonly text: string;
  readonly container: Container;
  readonly found: FoundContainer;
  readonly style: JsonStyle;
}

/** The lists whose style new text follows, the nearest first. */
function neighbours(list: JsonList, root: JsonNode): JsonList[] {
  const sibling = lastListIn(list, 'object');
  return [...(sibling ? [sibling] : []), list, ...(root.kind === 'scalar' ? [] : [root])];
}

/** A text of blanks becomes the document; one of comments keeps them above it. */
function firstValue(text: string, container: Container, edits: readonly WriteEdit[]): Splice {
  const style = styleOf(text, []);
  const root = newContainer(container, { path: container.path, edits });
  const printed = printJson(root, { style, indent: '', inline: false }) + style.eol;
  if (text.trim() === '')
    return { start: text.startsWith('\uFEFF') ? 1 : 0, end: text.length, text: printed };
  const lead = /[\r\n][ \t]*$/.test(text) ? '' : style.eol;
  return { start: text.length, end: text.length, text: lead + printed };
}

function writeEntries(context: WriteContext, edits: readonly WriteEdit[]): Splice[] {
  const { text, container, found, style } = context;
  const entries = entryItems(found.list, container);
  const splices: Splice[] = [];
  const added: NewItem[] = [];
  for (const edit of edits) {
    const item = entries.get(edit.name)?.at(-1);
    if (item !== undefined) splices.push(...changeEntry(context, item, edit));
    else
      added.push({ key: container.kind === 'map' ? edit.name : undefined, value: newEntry(container, edit) });
  }
  return [...splices, ...insertItems({ text, ...found, style, likeSiblings: true }, added)];
}

function changeEntry(context: WriteContext, item: JsonItem, edit: WriteEdit): Splice[] {
  const { text, container, found } = context;
  const { start, end } = item.value;
  if (edit.op === 'restore')
    return text.slice(start, end) === edit.text ? [] : [{ start, end, text: edit.text }];
  if (item.value.kind === 'object') return setMembers(context, { item, list: item.value }, edit);
  return [replaceValue({ text, list: found.list, style: context.style }, item, membersOf(container, edit))];
}

/** Members that differ are replaced, new ones added; those that are equal stay as they are written. */
function setMembers(
  { text, container, style: base }: WriteContext,
  { item, list }: { readonly item: JsonItem; readonly list: JsonList },
  edit: SetEdit,
): Splice[] {
  const present = itemsByKey(list);
  const differing = Object.entries(membersOf(container, edit)).filter(([key, value]) => {
    const member = present.get(key)?.at(-1);
    return member === undefined || !jsonEqual(dataOf(member.value), value);
  });
  if (differing.length === 0) return [];
  const place = { text, list, style: styleOf(text, [list], base) };
  const replaced = differing.flatMap(([key, value]) => {
    const member = present.get(key)?.at(-1);
    return member === undefined ? [] : [replaceValue(place, member, value)];
  });
  const added = differing.filter(([key]) => !present.has(key)).map(([key, value]) => ({ key, value }));
  return [...replaced, ...insertItems({ ...place, holderOwnLine: item.ownLine, likeSiblings: true }, added)];
}

/** Write another value in the place of an item's, laid out as the old one was, or as its neighbours are. */
function replaceValue(
  { text, list, style }: { readonly text: string; readonly list: JsonList; readonly style: JsonStyle },
  item: JsonItem,
  value: Json,
): Splice {
  const { start, end } = item.value;
  const kind = Array.isArray(value) ? 'array' : 'object';
  const old = item.value.kind === kind && item.value.items.length > 0 ? item.value : lastListIn(list, kind);
  const inline = old === undefined ? !item.ownLine : isInline(text, old);
  const indent = inline ? '' : indentAt(text, item.start);
  return { start, end, text: printJson(value, { style, indent, inline }) };
}
