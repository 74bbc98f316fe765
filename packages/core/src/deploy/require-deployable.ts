import type { Call } from '../operation.js';
import type { ProfileKey } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { requireRecordedReach } from './require-recorded-reach.js';
import { resolveTarget, type TargetRequest } from './resolve-target.js';

/**
 * Refuse at once where `deployRelease` would not let this caller write: for what publishes before it deploys, so that
 * a call that is refused has published nothing.
 * @throws OrchestrationError `client_not_found`, `no_config_location`, `target_forbidden`, `forbidden`,
 * `config_unreadable`, `config_unwritable`.
 */
export async function requireDeployable(
  services: Services,
  request: ProfileKey & TargetRequest,
  call: Pick<Call, 'principal'>,
): Promise<void> {
  const { target } = await resolveTarget(services, findClient(request.client_id), { request, call });
  const key = { host_id: services.machine.hostId, target };
  requireRecordedReach(call.principal, await services.stores.deployments.find(key));
}
