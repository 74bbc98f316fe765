import { OrchestrationError } from '../errors.js';
import { mayReach, type Principal } from '../principal.js';
import { CLIENTS, findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import type { Services } from '../services.js';
import { locateTarget } from './locate-target.js';
import { ownConfigPath, resolveNamedFile } from './resolve-target.js';

/** The client that keeps its servers in a file: its own file, or one that it is deployed in. */
export async function clientOfTarget(
  services: Services,
  target: string,
): Promise<ClientDefinition | undefined> {
  const record = await services.stores.deployments.find({ host_id: services.machine.hostId, target });
  return record === undefined ? ownerOf(services, target) : findClient(record.deployment.client_id);
}

/** The client whose own file this is. */
async function ownerOf(services: Services, target: string): Promise<ClientDefinition | undefined> {
  for (const client of CLIENTS) {
    const path = await ownConfigPath(services, client);
    const real = path === null ? undefined : await locateTarget(services.files, path).catch(() => undefined);
    if (real === target) return client;
  }
  return undefined;
}

/**
 * Let a principal work on a file that it has not named itself. Over the network: on a client's own file within the
 * principal's limits, or one in a folder that this server allows.
 * @throws OrchestrationError `target_forbidden`.
 */
export async function requireReachableTarget(
  services: Services,
  { target, principal }: { readonly target: string; readonly principal: Principal },
): Promise<void> {
  if (principal.kind === 'local') return;
  const owner = await ownerOf(services, target);
  const client = owner ?? (await clientOfTarget(services, target));
  if (client === undefined || !mayReach(principal, { client_id: client.client_id })) {
    throw new OrchestrationError('target_forbidden');
  }
  if (owner === undefined) await resolveNamedFile(services, target, { principal });
}
