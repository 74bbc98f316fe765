import type { CommandContext, Handler } from '../command.js';
import { type Cell, table, toned } from '../printing/view.js';
import { type FoundClient, foundTable, statusCell } from './discover.js';

/** `client list`: the installed clients, or with `--all` every one that can be managed. */
export const clientList: Handler<{ readonly all?: boolean }> = async ({ call }, { options }) => {
  const found = (await call('discover_clients')).clients;
  if (options.all === true) return listAll(call, found);
  const clients = found.filter(({ installed }) => installed);
  return {
    data: { clients, count: clients.length },
    view: [foundTable(clients)],
    notes: ['Every client that can be managed: mcp-orchestration client list --all'],
  };
};

/** What is known of each client, beside what was found of it here. */
async function listAll(call: CommandContext['call'], found: readonly FoundClient[]) {
  const known = await call('list_clients');
  const here = new Map(found.map((client) => [client.client_id, client]));
  const clients = known.clients.map((client) => ({ ...client, ...here.get(client.client_id) }));
  const rows = clients.map((client): Cell[] => [
    toned(client.client_id, 'strong'),
    client.display_name,
    client.installed === true ? statusCell(client.status ?? 'absent') : toned('not installed', 'dim'),
    client.available_profiles.join(' '),
    client.config_location ?? '–',
  ]);
  return {
    data: { clients, count: clients.length },
    view: [table(['CLIENT', 'NAME', 'STATUS', 'PROFILES', 'FILE'], rows)],
  };
}
