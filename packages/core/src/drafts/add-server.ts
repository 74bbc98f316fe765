import { OrchestrationError } from '../errors.js';
import { invalidField } from '../invalid-field.js';
import type { Stores } from '../ports/stores.js';
import type { Payload, ServerEntry } from '../registry/server-entry.js';
import { serverEntrySchema, serverNameSchema } from '../registry/server-entry-schema.js';
import { findServer } from '../registry/servers/find-server.js';
import { renderServer } from '../registry/servers/render-server.js';
import type { ParameterValue } from '../registry/servers/server-parameter.js';

/** What to add: a server of the catalogue with its parameters, or an entry given as it is. */
export interface ServerChoice {
  readonly server_id?: string | undefined;
  readonly server?: ServerEntry | undefined;
  readonly params?: Readonly<Record<string, ParameterValue>> | undefined;
  readonly env_vars?: Readonly<Record<string, string>> | undefined;
  readonly server_name?: string | undefined;
}

/**
 * The name and canonical entry that a choice stands for.
 * @throws OrchestrationError `invalid_input` with the field, `server_not_found`.
 */
export async function renderChoice(
  stores: Stores,
  choice: ServerChoice,
): Promise<{ name: string; entry: ServerEntry }> {
  const { server_id, server, params = {}, env_vars = {} } = choice;
  if ((server_id === undefined) === (server === undefined)) {
    throw invalidField(
      'server_id',
      'Give either server_id (a server of the catalogue) or server (an entry).',
    );
  }
  if (server !== undefined) {
    return { name: requireName(choice.server_name), entry: withEnv(server, choice) };
  }
  const definition = await findServer(stores, server_id ?? '');
  const name = choice.server_name ?? definition.server_id.split('/').at(-1);
  return { name: requireName(name), entry: renderServer(definition, { params, env: env_vars }) };
}

/**
 * A payload with one server more.
 * @throws OrchestrationError `server_name_taken`.
 */
export function addServer(payload: Payload, { name, entry }: { name: string; entry: ServerEntry }): Payload {
  if (Object.hasOwn(payload.mcpServers, name)) {
    throw new OrchestrationError('server_name_taken', {
      message: `The draft already has a server named ${JSON.stringify(name)}.`,
    });
  }
  return { mcpServers: { ...payload.mcpServers, [name]: entry } };
}

/** An inline entry takes env_vars beside its own; parameters are for the catalogue. */
function withEnv(entry: ServerEntry, { params, env_vars = {} }: ServerChoice): ServerEntry {
  if (params !== undefined && Object.keys(params).length > 0) {
    throw invalidField('params', 'Parameters are for servers of the catalogue; an inline entry has none.');
  }
  if (Object.keys(env_vars).length === 0) return entry;
  if ('url' in entry) throw invalidField('env_vars', 'A remote server has headers, and no environment.');
  const merged = serverEntrySchema.safeParse({ ...entry, env: { ...entry.env, ...env_vars } });
  if (merged.success) return merged.data;
  throw invalidField('env_vars', merged.error.issues[0]?.message ?? 'This is no environment.');
}

function requireName(name: string | undefined): string {
  if (name === undefined) throw invalidField('server_name', 'An inline entry needs a name.');
  const parsed = serverNameSchema.safeParse(name);
  if (!parsed.success)
    throw invalidField('server_name', parsed.error.issues[0]?.message ?? 'This is no name.');
  return name;
}
