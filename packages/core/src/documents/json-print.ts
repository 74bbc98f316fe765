import { OrchestrationError } from '../errors.js';
import type { Json } from '../json.js';
import { MAX_JSON_DEPTH } from './json-reader.js';
import type { JsonStyle } from './json-style.js';

/** Source text that is printed as it is. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** What can be printed: data, with source text in places. */
export type Printable = Json | RawJson | readonly Printable[] | { readonly [key: string]: Printable };

/** Where a value is printed. */
export interface PrintPlace {
  readonly style: JsonStyle;
  /** The indentation of the line that the value begins on. */
  readonly indent: string;
  /** Whether all of it goes on one line. */
  readonly inline: boolean;
}

/**
 * Print a value in a style, without a line end after it.
 * @throws OrchestrationError `config_unsupported` where it nests deeper than files may.
 */
export function printJson(value: Printable, place: PrintPlace): string {
  return printAt(value, place, 0);
}

/** Print one item: an element, or a property where there is a key. */
export function printItem(
  item: { readonly key: string | undefined; readonly value: Printable },
  place: PrintPlace,
): string {
  const key = item.key === undefined ? '' : JSON.stringify(item.key) + place.style.colon;
  return key + printJson(item.value, place);
}

function printAt(value: Printable, place: PrintPlace, depth: number): string {
  if (value instanceof RawJson) return value.text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth >= MAX_JSON_DEPTH) throw tooDeep();
  const isArray = isPrintableArray(value);
  const inline = place.inline || (isArray && place.style.inlineArrays && value.every(isScalar));
  const inner = { ...place, inline, indent: place.indent + place.style.unit };
  const items = isArray
    ? value.map((item) => printAt(item, inner, depth + 1))
    : Object.entries(value).map(
        ([key, item]) => JSON.stringify(key) + place.style.colon + printAt(item, inner, depth + 1),
      );
  return isArray
    ? bracket(items, { ...inner, open: '[', close: ']' }, place)
    : bracket(items, { ...inner, open: '{', close: '}' }, place);
}

function bracket(
  items: readonly string[],
  inner: PrintPlace & { readonly open: string; readonly close: string },
  place: PrintPlace,
): string {
  const { open, close, style } = inner;
  if (items.length === 0) return open + close;
  const pad = open === '{' ? style.pad : '';
  if (inner.inline) return open + pad + items.join(style.comma) + pad + close;
  const line = style.eol + inner.indent;
  return open + line + items.join(`,${line}`) + style.eol + place.indent + close;
}

function isPrintableArray(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}

function isScalar(value: Printable): boolean {
  return typeof value !== 'object' || value === null;
}

function tooDeep(): OrchestrationError {
  return new OrchestrationError('config_unsupported', {
    message: `The entry nests deeper than ${MAX_JSON_DEPTH} levels, which no client's file may.`,
  });
}
