import type { ServerEntry } from './registry/server-entry.js';
import { contextOf } from './secrets/entry-texts.js';
import { mapEntryTexts } from './secrets/map-entry-texts.js';
import { findSecretSpans, type TextContext } from './secrets/secret-spans.js';

/** What stands in place of a secret: as long for every secret. */
export const MASK = '********';

/**
 * A text with its secrets masked, those that only their name gives away among them. References and placeholders are
 * left to be read.
 */
export function maskText(text: string, context: TextContext = {}): string {
  let masked = '';
  let from = 0;
  for (const { start, end, certainty } of findSecretSpans(text, context)) {
    if (certainty === 'placeholder') continue;
    masked += text.slice(from, start) + MASK;
    from = end;
  }
  return masked + text.slice(from);
}

/**
 * A copy of an entry to be shown: in previews, diffs and logs. Its structure is the entry's own, so that what is at a
 * path of one is at the same path of the other. `secretNames` are the variables that the catalogue marks as secret.
 */
export function maskSecrets(entry: ServerEntry, secretNames: ReadonlySet<string> = new Set()): ServerEntry {
  return mapEntryTexts(entry, (text) => maskText(text.text, contextOf(text, secretNames)));
}
