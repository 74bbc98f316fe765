import type { Stores } from '../../ports/stores.js';
import { mayReach, type Principal } from '../../principal.js';

/** The profiles of each client that have a draft or a release, sorted, as far as the principal may see them. */
export async function profilesByClient(stores: Stores, principal: Principal): Promise<Map<string, string[]>> {
  const keys = [...(await stores.releases.profiles()), ...(await stores.drafts.profiles())];
  const found = new Map<string, Set<string>>();
  for (const { client_id, profile_id } of keys) {
    if (!mayReach(principal, { client_id, profile_id })) continue;
    const profiles = found.get(client_id) ?? new Set();
    found.set(client_id, profiles.add(profile_id));
  }
  return new Map([...found].map(([client, profiles]) => [client, [...profiles].sort()]));
}
