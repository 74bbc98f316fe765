import { isJsonObject, setOwn } from '../json.js';
import type { Machine } from '../ports/machine.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { entryIssues } from '../registry/clients/entry-issues.js';
import type { ServerEntry } from '../registry/server-entry.js';

/** What of a server another client cannot hold: the whole server, or one field of it. */
export interface Untranslated {
  readonly name: string;
  /** A dotted path in the canonical entry. The server went without it, where it went at all. */
  readonly field?: string;
  readonly reason: string;
}

/** Servers as another client can hold them, and what was lost on the way. */
export interface Translation {
  readonly servers: Record<string, ServerEntry>;
  readonly untranslated: Untranslated[];
}

/**
 * Take servers of one client to another. Shapes and references need nothing: entries are neutral to the client, and
 * deploying spells them. What only other clients know of an entry (`extra`) stays behind; a server that the client
 * cannot hold stays behind whole, for without the part it would be another server.
 */
export function translateServers(
  servers: Readonly<Record<string, ServerEntry>>,
  { to, machine }: { readonly to: ClientDefinition; readonly machine: Machine },
): Translation {
  const translation: Translation = { servers: {}, untranslated: [] };
  for (const [name, entry] of Object.entries(servers)) {
    const faults = entryIssues(to, { name, entry, machine }).filter(({ severity }) => severity !== 'warning');
    if (faults.length > 0) {
      translation.untranslated.push(
        ...faults.map(({ field, message: reason }) => ({
          name,
          ...(field === undefined ? {} : { field }),
          reason,
        })),
      );
      continue;
    }
    setOwn(translation.servers, name, withoutForeignExtra(entry, to.client_id));
    translation.untranslated.push(...foreignExtra(entry, to).map((lost) => ({ name, ...lost })));
  }
  return translation;
}

function withoutForeignExtra(entry: ServerEntry, client: string): ServerEntry {
  const { extra = {}, ...rest } = entry;
  const own = Object.hasOwn(extra, client) ? extra[client] : undefined;
  return own === undefined ? rest : { ...rest, extra: { [client]: own } };
}

function foreignExtra(
  { extra = {} }: ServerEntry,
  { client_id, display_name }: ClientDefinition,
): Omit<Untranslated, 'name'>[] {
  const reason = `Only the other client knows this member; ${display_name} would not.`;
  return Object.entries(extra)
    .filter(([client]) => client !== client_id)
    .flatMap(([client, members]) =>
      (isJsonObject(members) ? Object.keys(members) : []).map((member) => ({
        field: `extra.${client}.${member}`,
        reason,
      })),
    );
}
