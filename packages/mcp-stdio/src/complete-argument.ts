import { OrchestrationError } from '@mcp-orchestration/core';
import type { CompleteResult } from '@modelcontextprotocol/sdk/types.js';
import type { Session } from './session.js';

/** The protocol's limit of one answer. */
const MAXIMUM = 100;

type Known = Readonly<Record<string, string>>;

/** Where the values of an argument come from, by its name: the same in prompts and in addresses of resources. */
const SOURCES: Readonly<Record<string, (session: Session, known: Known) => Promise<readonly string[]>>> = {
  client_id: async (session) => (await listClients(session)).map(({ client_id }) => client_id),
  profile_id: async (session, { client_id = 'claude-desktop' }) => {
    const client = (await listClients(session)).find((candidate) => candidate.client_id === client_id);
    return [...new Set(['default', ...(client?.available_profiles ?? [])])];
  },
  server_id: async (session) => {
    const { servers } = await session.invoke('list_available_servers', { limit: 500 });
    return (servers as { server_id: string }[]).map(({ server_id }) => server_id);
  },
};

async function listClients(session: Session) {
  const { clients } = await session.invoke('list_clients', {});
  return clients as { client_id: string; available_profiles: string[] }[];
}

/** Complete what was typed of an argument. `known` are the arguments that are filled in already. */
export async function completeArgument(
  session: Session,
  argument: { readonly name: string; readonly value: string; readonly known: Known },
): Promise<CompleteResult['completion']> {
  const source = Object.hasOwn(SOURCES, argument.name) ? SOURCES[argument.name] : undefined;
  const all = source === undefined ? [] : await source(session, argument.known).catch(noneIfForbidden);
  const values = all.filter((value) => value.startsWith(argument.value));
  return { values: values.slice(0, MAXIMUM), total: values.length, hasMore: values.length > MAXIMUM };
}

function noneIfForbidden(error: unknown): readonly string[] {
  if (error instanceof OrchestrationError && error.kind === 'forbidden') return [];
  throw error;
}
