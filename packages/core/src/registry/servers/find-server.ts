import { OrchestrationError } from '../../errors.js';
import type { Stores } from '../../ports/stores.js';
import { BUNDLED_SERVERS } from './bundled-servers.js';
import type { ServerDefinition } from './server-definition.js';

const BUNDLED = new Map(BUNDLED_SERVERS.map((definition) => [definition.server_id, definition]));

/** Whether a server of this id comes with the product, and so can be neither replaced nor taken away. */
export function isBundled(serverId: string): boolean {
  return BUNDLED.has(serverId);
}

/**
 * A server of the catalogue: bundled, or registered by a user.
 * @throws OrchestrationError `server_not_found`.
 */
export async function findServer(
  stores: Pick<Stores, 'servers'>,
  serverId: string,
): Promise<ServerDefinition> {
  const found = BUNDLED.get(serverId) ?? (await stores.servers.find(serverId));
  if (found !== undefined) return found;
  throw new OrchestrationError('server_not_found', {
    message: `There is no server ${JSON.stringify(serverId)} in the catalogue.`,
  });
}
