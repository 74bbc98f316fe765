import type { ClientDefinition } from '../registry/clients/client-definition.js';
import type { Services } from '../services.js';

/** The file that the user of this home has named for a client; undefined where none was named. */
export function namedClientPath(
  { stores, machine }: Pick<Services, 'stores' | 'machine'>,
  { client_id }: Pick<ClientDefinition, 'client_id'>,
): Promise<string | undefined> {
  return stores.clientPaths.find({ host_id: machine.hostId, client_id });
}

/** The files that the user of this home has named, by client. */
export function namedClientPaths({
  stores,
  machine,
}: Pick<Services, 'stores' | 'machine'>): Promise<ReadonlyMap<string, string>> {
  return stores.clientPaths.list(machine.hostId);
}
