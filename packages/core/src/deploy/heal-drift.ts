import type { Call } from '../operation.js';
import type { Services } from '../services.js';
import { checkDrift, type DriftRequest } from './check-drift.js';
import { type DeployResult, deployRelease } from './deploy-release.js';
import { hasChanged } from './drift-event.js';

/**
 * Put our entries back into a file from which they were taken out, or in which they were edited: those alone, of the
 * release that is deployed. What the client and others wrote stays. Undefined where nothing is deployed, or nothing
 * of ours has changed.
 * @throws OrchestrationError as `deployRelease`.
 */
export async function healDrift(
  services: Services,
  request: DriftRequest & { readonly inline_secrets?: boolean },
  call: Pick<Call, 'principal' | 'signal'>,
): Promise<DeployResult | undefined> {
  const report = await checkDrift(services, request, call);
  const { deployed_version: version } = report;
  if (version === null || !hasChanged(report)) return undefined;
  return deployRelease(services, { ...request, version, heal: true }, call);
}
