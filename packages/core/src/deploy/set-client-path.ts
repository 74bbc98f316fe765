import type { Call } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import type { Services } from '../services.js';
import { namedClientPath } from './named-client-path.js';
import { ownConfigPath, resolveNamedFile } from './resolve-target.js';

/** Where a client's file is from now on. */
export interface ClientPath {
  readonly client_id: string;
  /** Null where the client has no file here. */
  readonly config_path: string | null;
  /** Whether the user named it, or the client keeps it there. */
  readonly named: boolean;
}

/**
 * Name the file of a client for this home, in place of where it is looked for; null goes back to that. What is
 * deployed in the former file stays there.
 * @throws OrchestrationError `client_not_found`; `target_forbidden` where the caller may not name the file, or the one
 * that is named now;
 * `config_unreadable`, `config_unwritable` where it is none.
 */
export async function setClientPath(
  services: Services,
  { client_id, path }: { readonly client_id: string; readonly path: string | null },
  call: Pick<Call, 'principal'>,
): Promise<ClientPath> {
  const client = findClient(client_id);
  const key = { host_id: services.machine.hostId, client_id };
  await requireReplaceable(services, client, call);
  if (path === null) {
    await services.change((stores) => stores.clientPaths.delete(key), { client_id, detail: { path: null } });
    return { client_id, config_path: await ownConfigPath(services, client), named: false };
  }
  const { config_path } = await resolveNamedFile(services, path, call);
  await services.change((stores) => stores.clientPaths.put({ ...key, path: config_path }), {
    client_id,
    detail: { path: config_path },
  });
  return { client_id, config_path, named: true };
}

/** Over the network a file that the user has named gives way only to those who might have named it themselves. */
async function requireReplaceable(
  services: Services,
  client: ClientDefinition,
  call: Pick<Call, 'principal'>,
): Promise<void> {
  if (call.principal.kind === 'local') return;
  const named = await namedClientPath(services, client);
  if (named !== undefined) await resolveNamedFile(services, named, call);
}
