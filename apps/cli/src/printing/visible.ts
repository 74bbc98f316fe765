/**
 * Controls, format characters (bidirectional overrides, zero widths), line separators, private use, lone surrogates.
 * Made when it is used, as that takes a millisecond.
 */
const invisible = (): RegExp => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/** Most text, which needs no tables of Unicode. */
const PLAIN = /^[\x20-\x7e]*$/;
const PLAIN_LINES = /^[\n\x20-\x7e]*$/;

/** Text with everything that cannot be seen, or that changes how the rest is seen, escaped: `\u{202e}`. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(invisible(), (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * The same data as JSON text in which nothing deceives: within strings `\uXXXX` says what cannot be seen. On one line
 * where it is one of many.
 */
export function visibleJson(data: unknown, { oneLine = false }: { readonly oneLine?: boolean } = {}): string {
  const text = JSON.stringify(data, null, oneLine ? 0 : 2);
  if (PLAIN_LINES.test(text)) return text;
  return text.replace(invisible(), (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, at) => escapeUnit(character, at)).join(''),
  );
}

function escapeUnit(character: string, at: number): string {
  return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
}
