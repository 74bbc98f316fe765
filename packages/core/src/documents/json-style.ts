import type { JsonList, JsonNode } from './json-syntax.js';
import { indentAt } from './json-trivia.js';

/** How a file is written, so that new text looks like its neighbours. */
export interface JsonStyle {
  /** The line end. */
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** The colon with the blanks around it. */
  readonly colon: string;
  /** The comma between items on one line. */
  readonly comma: string;
  /** What stands inside the braces of an object on one line. */
  readonly pad: string;
  /** Whether arrays of scalars stand on one line even within objects of many lines. */
  readonly inlineArrays: boolean;
}

/** The style of a text around lists, the nearest first; `base` says what they do not show. */
export function styleOf(text: string, lists: readonly JsonList[], base = textStyle(text)): JsonStyle {
  const colon = firstDefined(lists, (list) => colonOf(text, list)) ?? base.colon;
  return {
    eol: base.eol,
    unit: firstDefined(lists, (list) => unitOf(text, list)) ?? base.unit,
    colon,
    comma: firstDefined(lists, (list) => commaOf(text, list)) ?? (colon.endsWith(':') ? ',' : base.comma),
    pad: firstDefined(lists, (list) => padOf(text, list)) ?? base.pad,
    inlineArrays: firstDefined(lists, (list) => inlineArraysIn(text, list)) ?? base.inlineArrays,
  };
}

function textStyle(text: string): JsonStyle {
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return { eol, unit: '  ', colon: ': ', comma: ', ', pad: '', inlineArrays: false };
}

/** The last list with items among the values of a list: what a new item of it should look like. */
export function lastListIn(list: JsonList, kind: JsonList['kind']): JsonList | undefined {
  const last = list.items.findLast(({ value }) => value.kind === kind && value.items.length > 0);
  return last?.value.kind === 'scalar' ? undefined : last?.value;
}

/** Whether a node stands on one line. */
export function isInline(text: string, node: JsonNode): boolean {
  return !/[\r\n]/.test(text.slice(node.start, node.end));
}

function firstDefined<T>(lists: readonly JsonList[], read: (list: JsonList) => T | undefined): T | undefined {
  for (const list of lists) {
    const found = read(list);
    if (found !== undefined) return found;
  }
  return undefined;
}

function colonOf(text: string, list: JsonList): string | undefined {
  const last = list.kind === 'object' ? list.items.at(-1) : undefined;
  if (last === undefined) return undefined;
  const colon = text.slice(last.keyEnd, last.value.start);
  return /^[ \t]*:[ \t]*$/.test(colon) ? colon : undefined;
}

function unitOf(text: string, list: JsonList): string | undefined {
  const first = list.items.find((item) => item.ownLine);
  if (first === undefined) return undefined;
  const outer = indentAt(text, list.start);
  const inner = indentAt(text, first.start);
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}

function commaOf(text: string, list: JsonList): string | undefined {
  const [first, second] = list.items;
  if (first?.comma === undefined || second === undefined) return undefined;
  const comma = text.slice(first.comma, second.start);
  return /^,[ \t]*$/.test(comma) ? comma : undefined;
}

function padOf(text: string, list: JsonList): string | undefined {
  const [first] = list.items;
  if (list.kind === 'array' || first === undefined || !isInline(text, list)) return undefined;
  const pad = text.slice(list.start + 1, first.start);
  return /^[ \t]*$/.test(pad) ? pad : undefined;
}

function inlineArraysIn(text: string, list: JsonList): boolean | undefined {
  if (
    list.kind === 'array' &&
    list.items.length > 0 &&
    list.items.every(({ value }) => value.kind === 'scalar')
  ) {
    return isInline(text, list);
  }
  for (const { value } of list.items) {
    const found = value.kind === 'scalar' ? undefined : inlineArraysIn(text, value);
    if (found !== undefined) return found;
  }
  return undefined;
}
