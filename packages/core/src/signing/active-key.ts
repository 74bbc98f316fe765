import { OrchestrationError } from '../errors.js';
import type { SigningKey, Stores } from '../ports/stores.js';

/** The key that signs now, if there is one. */
export async function findActiveKey(stores: Pick<Stores, 'keys'>): Promise<SigningKey | undefined> {
  return (await stores.keys.list()).find((key) => key.status === 'active');
}

/**
 * The key that signs now.
 * @throws OrchestrationError `keys_missing`.
 */
export async function activeKey(stores: Pick<Stores, 'keys'>): Promise<SigningKey> {
  const key = await findActiveKey(stores);
  if (key === undefined) throw new OrchestrationError('keys_missing');
  return key;
}
