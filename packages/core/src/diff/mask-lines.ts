import type { DocumentFormat } from '../documents/document.js';
import { parseDocument } from '../documents/parse-document.js';
import { MASK, maskText } from '../mask.js';
import { jsonTexts } from '../secrets/entry-texts.js';
import { findSecretSpans } from '../secrets/secret-spans.js';

/** Shorter ones would mask half the file, and are no secrets worth the name. */
const SHORTEST = 4;

/** `"NAME": value`, `NAME = value`, `NAME: value`, wherever in a line. */
const NAMED = /(["']?)([A-Za-z_][\w.-]*)\1(\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'{}[\],#][^\s,}\]]*)/g;

/**
 * Make a function that masks the secrets in any line of texts of one file: those that the data gives away, those
 * known beforehand, and those that the line itself gives away, for comments are no data.
 */
export function lineMask(
  texts: readonly string[],
  { format, secrets }: { format: DocumentFormat; secrets: readonly string[] },
): (line: string) => string {
  const found = new Set([...secrets, ...texts.flatMap((text) => secretsOf(text, format))].flatMap(spellings));
  const longest = [...found].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
  return (line) => {
    const named = line.replace(NAMED, (_all, quote: string, name: string, between: string, value: string) => {
      return `${quote}${name}${quote}${between}${maskText(value, { name })}`;
    });
    return maskText(longest.reduce((masked, secret) => masked.split(secret).join(MASK), named));
  };
}

function secretsOf(text: string, format: DocumentFormat): string[] {
  return jsonTexts(parseDocument(text, format).data).flatMap(({ text: value, name }) =>
    findSecretSpans(value, { name })
      .filter(({ certainty }) => certainty !== 'placeholder')
      .map(({ start, end }) => value.slice(start, end)),
  );
}

/** How a value may stand in the text: as it is, escaped, and line by line. */
function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), ...secret.split(/\r?\n/)];
}
