import { envReference, envReferencesIn } from '../registry/env-reference.js';
import type { ServerEntry } from '../registry/server-entry.js';
import { contextOf, type EntryText, entryTexts } from '../secrets/entry-texts.js';
import { mapEntryTexts } from '../secrets/map-entry-texts.js';
import { findSecretSpans } from '../secrets/secret-spans.js';

/** Servers with references in place of their secrets, and the secrets by the names that are referred to. */
export interface ExtractedSecrets {
  readonly servers: Record<string, ServerEntry>;
  readonly values: Record<string, string>;
}

/**
 * Replace each literal secret by a reference to a variable. A secret of the environment keeps its variable's name; one
 * in a header, an argument or a url gets one made of the server's name and its place. Equal secrets share a variable,
 * different ones never do, and a variable that the servers refer to already is left to them. `secretNames` are the
 * variables that the catalogue marks as secret.
 */
export function extractSecrets(
  servers: Readonly<Record<string, ServerEntry>>,
  secretNames: ReadonlySet<string>,
): ExtractedSecrets {
  const values = new Map<string, string>();
  const texts = Object.values(servers).flatMap(entryTexts);
  const referred = new Set(texts.flatMap(({ text }) => envReferencesIn(text)));
  const extracted = Object.entries(servers).map(([server, entry]): [string, ServerEntry] => [
    server,
    mapEntryTexts(entry, (text) =>
      replaceSecrets(text, { server, secretNames, claims: { values, referred } }),
    ),
  ]);
  return { servers: Object.fromEntries(extracted), values: Object.fromEntries(values) };
}

/** The variables that have a value, and those whose value is not known here. */
interface Claims {
  readonly values: Map<string, string>;
  readonly referred: ReadonlySet<string>;
}

function replaceSecrets(
  found: EntryText,
  { server, secretNames, claims }: { server: string; secretNames: ReadonlySet<string>; claims: Claims },
): string {
  const { text, path, name } = found;
  const context = contextOf(found, secretNames);
  const spans = findSecretSpans(text, context).filter(({ certainty }) => certainty === 'secret');
  let result = '';
  let from = 0;
  for (const { start, end } of spans) {
    const value = text.slice(start, end);
    const wanted = path[0] === 'env' && name !== undefined ? name : `${server}_${path.slice(0, 2).join('_')}`;
    result += text.slice(from, start) + envReference(claimName(claims, { wanted, value, server }));
    from = end;
  }
  return result + text.slice(from);
}

/** The variable for a value: the wanted one, else one with the server's name before it, else with a number after it. */
function claimName(
  { values, referred }: Claims,
  { wanted, value, server }: { wanted: string; value: string; server: string },
): string {
  const base = toVariable(wanted);
  const longer = toVariable(`${server}_${wanted}`);
  for (let attempt = 0; ; attempt += 1) {
    const name = attempt === 0 ? base : attempt === 1 ? longer : `${longer}_${attempt}`;
    if (referred.has(name) || (values.has(name) && values.get(name) !== value)) continue;
    values.set(name, value);
    return name;
  }
}

function toVariable(text: string): string {
  const name = text.toUpperCase().replaceAll(/[^A-Z0-9_]+/g, '_');
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}
