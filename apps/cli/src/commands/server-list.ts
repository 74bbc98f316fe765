import type { Handler } from '../command.js';
import { type Cell, line, table, toned } from '../printing/view.js';

/** The options of `server list`. */
interface SearchOptions {
  readonly search?: string;
  readonly transport?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

/** `server list` */
export const serverList: Handler<SearchOptions> = async ({ call }, { options }) => {
  const data = await call('list_available_servers', {
    search_query: options.search,
    transport_filter: options.transport,
    limit: options.limit,
    cursor: options.cursor,
  });
  const rows = data.servers.map((server): Cell[] => [
    toned(server.server_id, 'strong'),
    server.transport,
    [...(server.has_parameters ? ['parameters'] : []), ...(server.requires_env ? ['environment'] : [])].join(
      ' ',
    ),
    server.description,
  ]);
  const more = data.next_cursor === undefined ? [] : [`There are more: --cursor ${data.next_cursor}`];
  return {
    data,
    view:
      rows.length === 0
        ? [line('No server was found.')]
        : [table(['SERVER', 'TYPE', 'NEEDS', 'WHAT IT IS'], rows)],
    notes: [...more, `${data.count} found. What one needs: mcp-orchestration server show SERVER_ID`],
  };
};
