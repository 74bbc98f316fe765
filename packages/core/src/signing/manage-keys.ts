import { OrchestrationError } from '../errors.js';
import type { SigningKey, Stores } from '../ports/stores.js';
import type { Services } from '../services.js';
import { findActiveKey } from './active-key.js';
import { publicKeyPath } from './key-files.js';

type KeyServices = Pick<Services, 'stores' | 'change' | 'keyFiles' | 'clock'>;
type GeneratedKey = Awaited<ReturnType<KeyServices['keyFiles']['generate']>>;

/** What initializing did, and the key that is active now. */
export interface InitializedKeys {
  readonly status: 'initialized' | 'already_exists' | 'regenerated';
  readonly key_id: string;
  readonly key_dir: string;
  /** Where the public half lies, on the host that made the key. */
  readonly public_key_path: string;
  /** The status in words for people. */
  readonly message: string;
}

function retire(
  { key_id, revoked_at, reason }: SigningKey,
  now: string,
): Parameters<Stores['keys']['update']>[0] {
  return { key_id, status: 'retired', retired_at: now, revoked_at, reason };
}

/** Retire the active key, if there is one, and make a new one active. */
async function activate(
  stores: Pick<Stores, 'keys'>,
  facts: { generated: GeneratedKey; now: string },
): Promise<SigningKey> {
  const { generated, now } = facts;
  const former = await findActiveKey(stores);
  if (former !== undefined) await stores.keys.update(retire(former, now));
  const key: SigningKey = {
    key_id: generated.key_id,
    public_jwk: generated.public_jwk,
    status: 'active',
    created_at: now,
    retired_at: null,
    revoked_at: null,
    reason: null,
  };
  await stores.keys.insert(key);
  return key;
}

/**
 * Take away the private half of a key that did not come to be. It is kept where the table has the key or cannot be
 * asked: a commit may be in doubt, and a private key that is lost cannot be made again.
 */
async function discardUnused({ stores, keyFiles }: KeyServices, keyId: string): Promise<void> {
  const unused = await stores.keys.find(keyId).then(
    (key) => key === undefined,
    () => false,
  );
  if (unused) await keyFiles.discard(keyId);
}

/** Make a key file, let `choose` decide within the transaction whether it is wanted, and discard it if not. */
async function withNewKey<Result extends { readonly key_id: string }>(
  services: KeyServices,
  choose: (stores: Stores, generated: GeneratedKey) => Promise<Result>,
): Promise<Result> {
  const generated = await services.keyFiles.generate();
  try {
    return await services.change(
      (stores) => choose(stores, generated),
      ({ key_id }) => ({ detail: { key_id, ...(key_id === generated.key_id ? {} : { kept: true }) } }),
    );
  } finally {
    await discardUnused(services, generated.key_id);
  }
}

const MESSAGES = {
  initialized: 'The signing key was made. Keep its folder out of backups that others can read.',
  already_exists: 'There is a signing key already; it was left as it is.',
  regenerated: 'A new key signs from now on. The one before is retired: what it signed still verifies.',
} as const;

function describeKeys(
  { keyFiles }: KeyServices,
  facts: Pick<InitializedKeys, 'status' | 'key_id'>,
): InitializedKeys {
  return {
    ...facts,
    key_dir: keyFiles.folder,
    public_key_path: publicKeyPath(keyFiles.folder, facts.key_id),
    message: MESSAGES[facts.status],
  };
}

/**
 * Make the first signing key. Where there is an active one it stays, unless `regenerate` asks for a rotation. Of two
 * processes at once one makes the key; the other finds it there.
 * @throws OrchestrationError `unavailable` where the key folder cannot be written.
 */
export async function initializeKeys(
  services: KeyServices,
  options: {
    readonly regenerate?: boolean;
    /** Called where a key is about to be made that is not the first; it throws where that is not allowed. */
    readonly beforeReplacing?: () => void;
  } = {},
): Promise<InitializedKeys> {
  const regenerate = options.regenerate === true;
  const existing = await findActiveKey(services.stores);
  if (existing !== undefined && !regenerate)
    return describeKeys(services, { status: 'already_exists', key_id: existing.key_id });
  const result = await withNewKey(services, async (stores, generated) => {
    const active = await findActiveKey(stores);
    if (active !== undefined && !regenerate)
      return { status: 'already_exists' as const, key_id: active.key_id };
    if ((await stores.keys.list()).length > 0) options.beforeReplacing?.();
    const { key_id } = await activate(stores, { generated, now: services.clock.now().toISOString() });
    return { status: active === undefined ? ('initialized' as const) : ('regenerated' as const), key_id };
  });
  return describeKeys(services, result);
}

/**
 * Make a new active key on this host. The former one is retired: what it signed still verifies.
 * @throws OrchestrationError `keys_missing` where there was never a key.
 */
export async function rotateKey(services: KeyServices): Promise<SigningKey> {
  if ((await services.stores.keys.list()).length === 0) throw new OrchestrationError('keys_missing');
  return withNewKey(services, (stores, generated) =>
    activate(stores, { generated, now: services.clock.now().toISOString() }),
  );
}

/**
 * Revoke a key: the releases it signed no longer verify; those signed after it by others still do. For ever. Revoking
 * again changes nothing. Where it was the active one, nothing can be published until `rotateKey` has made another.
 * @throws OrchestrationError `key_not_found`.
 */
export async function revokeKey(
  { change, clock }: Pick<Services, 'change' | 'clock'>,
  request: { readonly key_id: string; readonly reason?: string | undefined },
): Promise<SigningKey> {
  return change(
    async ({ keys }) => {
      const key = await keys.find(request.key_id);
      if (key === undefined) throw new OrchestrationError('key_not_found');
      if (key.status === 'revoked') return key;
      const revoked_at = clock.now().toISOString();
      const revoked: SigningKey = { ...key, status: 'revoked', revoked_at, reason: request.reason ?? null };
      await keys.update(revoked);
      return revoked;
    },
    ({ key_id, reason }) => ({ detail: { key_id, reason } }),
  );
}
