import type { Core } from './compose-core.js';
import type { DriftEvent } from './deploy/drift-event.js';
import { type WatchRequest, watchDrift } from './deploy/watch-drift.js';
import { requirePermission } from './invoke.js';
import type { Principal } from './principal.js';

/** Who watches, and until when. */
export interface WatchCall {
  readonly principal: Principal;
  readonly signal: AbortSignal;
}

/**
 * Follow clients' files on this machine: how each stands to what was deployed in it, and each change of that within
 * two seconds. With `heal` our entries are put back, which the audit log has as deployments.
 * @throws OrchestrationError `forbidden` without config:read, or config:deploy to heal; and those of `watchDrift`.
 */
export function watchFiles(
  core: Pick<Core, 'services'>,
  request: WatchRequest,
  call: WatchCall,
): AsyncGenerator<DriftEvent, void, undefined> {
  requirePermission(call.principal, 'config:read');
  if (request.heal === true) requirePermission(call.principal, 'config:deploy');
  return watchDrift(core.services({ operation: 'deploy_config', principal: call.principal }), request, call);
}
