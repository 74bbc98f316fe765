import { createScanner } from 'jsonc-parser';
import type { JsonItem, JsonList } from './json-syntax.js';

/** A piece of what stands between tokens. */
export interface Trivia {
  readonly kind: 'space' | 'break' | 'line_comment' | 'block_comment';
  readonly start: number;
  readonly end: number;
}

const KINDS: Readonly<Record<number, Trivia['kind']>> = {
  12: 'line_comment',
  13: 'block_comment',
  14: 'break',
  15: 'space',
};

/** The blanks, line breaks and comments from an offset to the next token, or to a limit before it. */
export function triviaFrom(text: string, start: number): Trivia[] {
  const scanner = createScanner(text);
  scanner.setPosition(start);
  const trivia: Trivia[] = [];
  for (let kind = KINDS[scanner.scan()]; kind !== undefined; kind = KINDS[scanner.scan()]) {
    trivia.push({ kind, start: scanner.getTokenOffset(), end: scanner.getPosition() });
  }
  return trivia;
}

/** Whether a piece of trivia is a comment. */
export function isComment(trivia: Trivia): boolean {
  return trivia.kind === 'line_comment' || trivia.kind === 'block_comment';
}

/** Where the space before an item begins: after the bracket or the comma before it. */
export function gapBefore(list: JsonList, index: number): number {
  const previous = list.items[index - 1];
  return previous === undefined ? list.start + 1 : afterItem(previous);
}

/** Where an item ends, its comma included. */
export function afterItem(item: JsonItem): number {
  return item.comma === undefined ? item.value.end : item.comma + 1;
}

/** The blanks that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  // Not lastIndexOf: for the line end that a file does not use it would walk back to the file's first byte.
  let start = offset;
  while (start > 0 && !'\r\n\uFEFF'.includes(text.charAt(start - 1))) start -= 1;
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return text.slice(start, end);
}
