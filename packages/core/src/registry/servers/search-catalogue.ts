import type { Stores } from '../../ports/stores.js';
import { BUNDLED_SERVERS } from './bundled-servers.js';
import { listServers } from './find-server.js';
import { createServerSearch, type ServerQuery } from './search-servers.js';
import type { ServerDefinition } from './server-definition.js';

type Transport = ServerDefinition['transport']['type'];

const searchBundled = createServerSearch(BUNDLED_SERVERS);

/** Search the whole catalogue. The counts are of what the words find, over every transport. */
export async function searchCatalogue(
  stores: Stores,
  query: {
    readonly search_query?: string | undefined;
    readonly transport_filter?: Transport | undefined;
  },
): Promise<{ found: ServerDefinition[]; transport_counts: Record<Transport, number> }> {
  const definitions = await listServers(stores);
  const search = definitions === BUNDLED_SERVERS ? searchBundled : createServerSearch(definitions);
  const words: ServerQuery = query.search_query === undefined ? {} : { search_query: query.search_query };
  const matches = search(words);
  const transport_counts = { stdio: 0, http: 0, sse: 0 };
  for (const { transport } of matches) transport_counts[transport.type] += 1;
  const wanted = query.transport_filter;
  const found = wanted === undefined ? matches : matches.filter(({ transport }) => transport.type === wanted);
  return { found, transport_counts };
}
