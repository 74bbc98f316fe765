import { maskSecrets } from '../mask.js';
import type { Draft, Stores } from '../ports/stores.js';
import { readCatalogue } from '../registry/servers/server-catalogue.js';

/**
 * How a draft is shown. Literal secrets that it may hold (an import brings them) are masked: what is shown goes into
 * logs, terminals and the context of models. They stay in the draft itself.
 */
export async function showDraft(stores: Pick<Stores, 'servers'>, draft: Draft) {
  const { secretNames } = await readCatalogue(stores as Stores);
  const servers = Object.entries(draft.payload.mcpServers);
  return {
    client_id: draft.client_id,
    profile_id: draft.profile_id,
    draft: {
      mcpServers: Object.fromEntries(servers.map(([name, entry]) => [name, maskSecrets(entry, secretNames)])),
    },
    servers: servers.map(([name]) => name),
    server_count: servers.length,
    revision: draft.revision,
    base_version: draft.base_version,
    updated_at: draft.updated_at,
  };
}
