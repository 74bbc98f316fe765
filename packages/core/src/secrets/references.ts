/** References of every client: `${env:X}`, `${X}`, `${{ secrets.X }}`, `{env:X}`, `$X`, `%X%`, `$(command)`. */
const REFERENCE =
  /\$\{\{[^}]{0,200}\}\}|\$\{[^}]{0,200}\}|\{(?:env|file|input):[^}]{0,200}\}|\$\([^)]{0,200}\)|\$[A-Z_][A-Z0-9_]*(?![A-Za-z0-9])|%[A-Z_][A-Z0-9_]*%/g;

/** Stands for each character of a reference: no blank, so that what is around it keeps its form. */
export const BLANK = '\u0001';

/** Blank references out, at equal length, so that places stay. */
export function withoutReferences(text: string): string {
  return text.replace(REFERENCE, (reference) => BLANK.repeat(reference.length));
}

/** A text without what is blank at its ends, and how much that is at the start. */
export function trimmed(value: string): { text: string; offset: number } {
  const blank = (character: string): boolean => character === BLANK || character.trim() === '';
  let start = 0;
  let end = value.length;
  while (start < end && blank(value.charAt(start))) start += 1;
  while (end > start && blank(value.charAt(end - 1))) end -= 1;
  return { text: value.slice(start, end), offset: start };
}
