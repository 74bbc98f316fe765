import type { AST } from 'toml-eslint-parser';

/** A stretch of whole lines: offsets of its first character and of the line after it. */
export interface Lines {
  readonly start: number;
  readonly end: number;
}

/** The lines that a key-value or a whole table takes, with the comment behind its last value. */
export function linesOf(text: string, { range }: AST.TOMLKeyValue | AST.TOMLTable): Lines {
  return { start: lineStart(text, range[0]), end: lineEnd(text, range[1]) };
}

/**
 * Where tables may be put behind a table that ends at `end`: after the comment lines glued to it, unless these
 * lead on to a statement, to which they then belong.
 */
export function endOfComments(text: string, end: number): number {
  let at = end;
  while (/^[ \t]*#/.test(lineAt(text, at))) at = lineEnd(text, at);
  return isBlank(lineAt(text, at)) ? at : end;
}

/** The start of the line after the last one that is not blank. */
export function endOfContent(text: string): number {
  const length = text.trimEnd().length;
  return length === 0 ? 0 : lineEnd(text, length);
}

/**
 * What goes with removed tables: the blank line above them, so that adding and removing a table are inverse; at
 * the start of the text the one below.
 */
export function withSeparator(text: string, lines: Lines): Lines {
  if (lines.start > 0) {
    const above = lineStart(text, lines.start - 1);
    return isBlank(text.slice(above, lines.start)) ? { start: above, end: lines.end } : lines;
  }
  const below = lineAt(text, lines.end);
  const last = endOfContent(text) <= lines.end;
  return isBlank(below) && !last ? { start: 0, end: lines.end + below.length } : lines;
}

/** Join stretches between which there are blank lines only, but for those that end at an offset of `apart`. */
export function joinLines(
  text: string,
  { stretches, apart }: { readonly stretches: readonly Lines[]; readonly apart: ReadonlySet<number> },
): Lines[] {
  const joined: Lines[] = [];
  for (const lines of stretches.toSorted((left, right) => left.start - right.start)) {
    const previous = joined.at(-1);
    if (previous && !apart.has(previous.end) && isBlank(text.slice(previous.end, lines.start))) {
      joined[joined.length - 1] = { start: previous.start, end: lines.end };
    } else {
      joined.push(lines);
    }
  }
  return joined;
}

/** The white space that a line begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(lineAt(text, lineStart(text, offset)))?.[0] ?? '';
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

function lineAt(text: string, start: number): string {
  return text.slice(start, lineEnd(text, start));
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
