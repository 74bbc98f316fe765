import { assertIdentifier } from '../../identifier.js';
import type { ProfileKey } from '../../ports/stores.js';

/**
 * Check both identifiers before they are stored.
 * @throws OrchestrationError `invalid_input`.
 */
export function assertProfileKey({ client_id, profile_id }: ProfileKey): void {
  assertIdentifier(client_id);
  assertIdentifier(profile_id);
}
