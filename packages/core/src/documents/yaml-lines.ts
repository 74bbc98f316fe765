/** Where the line that holds an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line that holds an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline === -1) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** Where the line after the one that holds an offset begins; the text's end where there is none. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** How many characters stand before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether only blanks stand before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return isBlank(text.slice(lineStart(text, offset), offset));
}

/** Whether a text is nothing but spaces, tabs and line breaks. Other kinds of space are content in YAML. */
export function isBlank(text: string): boolean {
  return !/[^ \t\r\n]/.test(text);
}

/** The offset after the last character before `offset` that is no blank. */
export function beforeBlanks(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

/**
 * The end of the last line of comment that follows a line and is indented by `indent` or more; the end of that
 * line itself where there is none. Blank lines between count only with a comment after them.
 */
export function commentsEnd(text: string, offset: number, indent: number): number {
  let end = lineEnd(text, offset);
  let at = nextLine(text, offset);
  while (at < text.length) {
    const stop = lineEnd(text, at);
    const line = text.slice(at, stop);
    const mark = line.search(/[^ \t]/);
    if (mark !== -1) {
      if (line[mark] !== '#' || mark < indent) break;
      end = stop;
    }
    at = nextLine(text, stop);
  }
  return end;
}

/** The line break a text is written with: that of its first line, `\n` where it has none. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** Words for an offset: line and column, both from 1. */
export function placeOf(text: string, offset: number): string {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return `line ${line}, column ${columnOf(text, offset) + 1}`;
}
