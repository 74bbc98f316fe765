import type { Stores } from '../../ports/stores.js';
import { readCatalogue } from './server-catalogue.js';
import type { ServerDefinition } from './server-definition.js';

type Transport = ServerDefinition['transport']['type'];

/** Search the whole catalogue. The counts are of what the words find, over every transport. */
export async function searchCatalogue(
  stores: Pick<Stores, 'servers'>,
  query: {
    readonly search_query?: string | undefined;
    readonly transport_filter?: Transport | undefined;
  },
): Promise<{ found: ServerDefinition[]; transport_counts: Record<Transport, number> }> {
  const { search } = await readCatalogue(stores);
  const matches = search({ search_query: query.search_query });
  const transport_counts = { stdio: 0, http: 0, sse: 0 };
  for (const { transport } of matches) transport_counts[transport.type] += 1;
  const wanted = query.transport_filter;
  const found = wanted === undefined ? matches : matches.filter(({ transport }) => transport.type === wanted);
  return { found, transport_counts };
}
