import type { ProfileKey } from '../ports/stores.js';
import type { Services } from '../services.js';
import type { BuiltRelease } from './build-release.js';
import { findRelease } from './find-release.js';
import { publishRelease } from './publish-release.js';
import { requireVerified } from './verify-release.js';

/**
 * Publish the payload of an older release as the newest one. Where it is the latest already, nothing is made.
 * @throws OrchestrationError `config_not_found`, `release_not_found`, `release_unverified`, `keys_missing`,
 * `key_unavailable`.
 */
export async function rollBack(
  services: Services,
  request: ProfileKey & { readonly to: number },
): Promise<BuiltRelease> {
  const { client_id, profile_id, to } = request;
  const key = { client_id, profile_id };
  const { payload } = await requireVerified(
    services.stores,
    await findRelease(services.stores, { ...key, version: to }),
  );
  return publishRelease(services, {
    key,
    payload,
    rolled_back_to: to,
    changelog: `Roll back to release ${to}.`,
  });
}
