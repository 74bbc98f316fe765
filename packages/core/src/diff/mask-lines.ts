import type { DocumentFormat } from '../documents/document.js';
import { parseDocument } from '../documents/parse-document.js';
import { isJsonObject, type Json } from '../json.js';
import { MASK, maskText } from '../mask.js';
import { jsonTexts } from '../secrets/entry-texts.js';
import { findSecretSpans } from '../secrets/secret-spans.js';

/** Shorter ones would mask half the file, and are no secrets worth the name. */
const SHORTEST = 4;

/** `"NAME": value`, `NAME = value`, `NAME: value`, wherever in a line. */
const NAMED =
  /(["']?)(?<![\w.-])([A-Za-z_][\w.-]*)\1(\s*[:=]\s*)("[^"\\]*(?:\\.[^"\\]*)*"|'[^']*'|[^\s"'{}[\],#][^\s,}\]]*)/g;

/** What is known of the texts whose lines are masked. */
export interface LineMaskOptions {
  readonly format: DocumentFormat;
  /** Values that are secrets, whatever they look like. */
  readonly secrets: readonly string[];
  /** The names whose values the catalogue marks as secret. */
  readonly secretNames: ReadonlySet<string>;
}

/**
 * Make a function that masks the secrets in any line of texts of one file: those that the data gives away, those
 * known beforehand, and those that the line itself gives away, for comments are no data.
 */
export function lineMask(
  texts: readonly string[],
  { format, secrets, secretNames }: LineMaskOptions,
): (line: string) => string {
  const found = texts.flatMap((text) => secretsOf(text, { format, secretNames }));
  const maskKnown = literalMask([...secrets, ...found].flatMap(spellings));
  return (line) => {
    const named = line.replace(NAMED, (_all, quote: string, name: string, between: string, value: string) => {
      return `${quote}${name}${quote}${between}${maskText(value, { name, marked: secretNames.has(name) })}`;
    });
    return maskText(maskKnown(named));
  };
}

/**
 * Make a function that masks texts known beforehand, the longest one at each place. They are looked up by how they
 * begin: a line is read once, however many there are.
 */
function literalMask(secrets: readonly string[]): (line: string) => string {
  const byStart = new Map<string, string[]>();
  for (const secret of [...new Set(secrets)].sort((a, b) => b.length - a.length)) {
    if (secret.length < SHORTEST) continue;
    const start = secret.slice(0, SHORTEST);
    const alike = byStart.get(start);
    if (alike === undefined) byStart.set(start, [secret]);
    else alike.push(secret);
  }
  return (line) => {
    let masked = '';
    let from = 0;
    for (let at = 0; at + SHORTEST <= line.length; at += 1) {
      const secret = byStart.get(line.slice(at, at + SHORTEST))?.find((known) => line.startsWith(known, at));
      if (secret === undefined) continue;
      masked += line.slice(from, at) + MASK;
      from = at + secret.length;
      at = from - 1;
    }
    return masked + line.slice(from);
  };
}

function secretsOf(
  text: string,
  { format, secretNames }: Pick<LineMaskOptions, 'format' | 'secretNames'>,
): string[] {
  const { data } = parseDocument(text, format);
  const told = jsonTexts(data).flatMap(({ text: value, name }) =>
    findSecretSpans(value, { name, marked: name !== undefined && secretNames.has(name) })
      .filter(({ certainty }) => certainty !== 'placeholder')
      .map(({ start, end }) => value.slice(start, end)),
  );
  return [...told, ...passwordDefaults(data)];
}

/** What inputs hold that are said to be passwords: `{"password": true, "default": …}`. */
function passwordDefaults(data: Json): string[] {
  if (typeof data !== 'object' || data === null) return [];
  const { password, default: value } = isJsonObject(data) ? data : {};
  const own = password === true && typeof value === 'string' ? [value] : [];
  return [...own, ...Object.values(data).flatMap(passwordDefaults)];
}

/** How a value may stand in the text: as it is, escaped, and line by line. */
function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), ...secret.split(/\r?\n/)];
}
