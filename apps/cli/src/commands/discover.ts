import type { Answers } from '../all-operations.js';
import type { Handler } from '../command.js';
import { type Block, type Cell, line, table, toned } from '../printing/view.js';

/** A client as it was found on this machine. */
export type FoundClient = Answers<'discover_clients'>['clients'][number];

/** `discover`: every known client as JSON; for people the installed ones. */
export const discover: Handler = async ({ call }) => {
  const data = await call('discover_clients');
  const installed = data.clients.filter((client) => client.installed);
  return {
    data,
    view: [foundTable(installed)],
    notes: [
      `${installed.length} of ${data.count} known clients are installed. All of them: mcp-orchestration client list --all`,
    ],
  };
};

/** Clients with the state of their files. */
export function foundTable(clients: readonly FoundClient[]): Block {
  if (clients.length === 0) return line('No client was found on this machine.');
  return table(['CLIENT', 'NAME', 'SERVERS', 'OURS', 'STATUS', 'FILE'], clients.map(foundRow));
}

function foundRow(client: FoundClient): Cell[] {
  return [
    toned(client.client_id, 'strong'),
    client.display_name,
    String(client.server_count),
    String(client.managed_count),
    statusCell(client.status),
    client.config_path ?? '–',
  ];
}

const TONES = {
  in_sync: 'good',
  drifted: 'bad',
  conflict: 'bad',
  unreadable: 'bad',
  pending: 'warn',
} as const;

/** The status of a client's file, in its colour. */
export function statusCell(status: string): Cell {
  const tone = Object.hasOwn(TONES, status) ? TONES[status as keyof typeof TONES] : undefined;
  return toned(status, tone ?? 'dim');
}
