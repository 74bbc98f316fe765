import { looksRandom } from './looks-random.js';
import { isPlaceholder } from './placeholder.js';
import { BLANK, trimmed } from './references.js';
import type { SecretKind } from './secret-name.js';

/** Part of a text that is a secret, or stands where one goes. */
export interface SecretSpan {
  readonly start: number;
  /** After its last character. */
  readonly end: number;
  /** `possible`: under a secret's name, without its looks; hidden from view, but no fault. */
  readonly certainty: 'secret' | 'placeholder' | 'possible';
  /** What it is, for people; never the text itself. */
  readonly reason: string;
}

/** Words that stand where a secret might and are none. */
const TRIVIAL =
  /^(?:true|false|yes|no|on|off|none|null|basic|bearer|token|oauth2?|required|optional|\d{1,6})$/i;

/** A value that stands where a secret might. References in it are blanked out. */
export interface Candidate {
  readonly value: string;
  readonly start: number;
  readonly kind: SecretKind;
  readonly reason: string;
}

function certaintyOf(text: string, kind: SecretKind): SecretSpan['certainty'] {
  if (isPlaceholder(text)) return 'placeholder';
  return kind === 'password' || looksRandom(text) ? 'secret' : 'possible';
}

/**
 * Say what a value is, if it is anything. Beside a reference only what looks random is a secret: the rest is what the
 * reference is put into.
 */
export function judge({ value, start, kind, reason }: Candidate): SecretSpan[] {
  const { text, offset } = trimmed(value);
  if (text === '' || TRIVIAL.test(text) || (value.includes(BLANK) && !looksRandom(text))) return [];
  const from = start + offset;
  return [{ start: from, end: from + text.length, certainty: certaintyOf(text, kind), reason }];
}
