import type { ServerEntry } from '../registry/server-entry.js';
import { contextOf, entryTexts } from '../secrets/entry-texts.js';
import { isBracketed } from '../secrets/placeholder.js';
import { findSecretSpans } from '../secrets/secret-spans.js';

/** A literal secret in an entry, or a placeholder left where one goes. */
export interface LiteralSecret {
  /** Dotted path: `env.API_KEY`, `args.2`. */
  readonly field: string;
  readonly kind: 'secret' | 'placeholder';
  /** Why, for people; never the secret. */
  readonly reason: string;
}

/**
 * Find literal secrets in an entry: in its environment, headers, arguments, address and the fields of one client.
 * `secretNames` are the variables that the catalogue marks as secret: their values are, whatever they look like.
 */
export function findLiteralSecrets(
  entry: ServerEntry,
  secretNames: ReadonlySet<string> = new Set(),
): LiteralSecret[] {
  return entryTexts(entry).flatMap((found): LiteralSecret[] => {
    const { text } = found;
    const field = found.path.join('.');
    const spans = findSecretSpans(text, contextOf(found, secretNames));
    const secret = spans.find((span) => span.certainty === 'secret');
    if (secret !== undefined) return [{ field, kind: 'secret', reason: secret.reason }];
    const placeholder = spans.find((span) => span.certainty === 'placeholder');
    if (placeholder === undefined && !(isBracketed(text) && text.startsWith('<'))) return [];
    return [{ field, kind: 'placeholder', reason: placeholder?.reason ?? 'It stands in brackets.' }];
  });
}
