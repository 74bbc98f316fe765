import { OrchestrationError } from '../errors.js';
import { jsonEqual } from '../json.js';
import type { Draft, ProfileKey, Stores } from '../ports/stores.js';
import type { Services } from '../services.js';
import { type BuiltRelease, buildRelease } from '../signing/build-release.js';
import { releaseFacts } from '../signing/publish-release.js';
import { checkDraft } from './check-draft.js';
import { readDraft, requireRevision } from './draft.js';
import type { ValidationFault } from './validation-fault.js';

/** How a draft is published. */
export interface PublishRequest extends ProfileKey {
  readonly changelog?: string | undefined;
  readonly allow_literal_secrets?: boolean | undefined;
  /** Publish although another release has come since the draft was begun. */
  readonly force?: boolean | undefined;
  readonly revision?: number | undefined;
  /**
   * What to publish in place of what the draft holds, which holds it then: both happen, or neither. `revision` says of
   * which draft it was made.
   */
  readonly replacement?: Pick<Draft, 'payload' | 'base_version'> | undefined;
}

/** A draft as it is stored, as it is to be published, and what is to be said of that. */
interface Publishable {
  readonly found: Draft;
  readonly draft: Draft;
  readonly warnings: ValidationFault[];
}

/**
 * Validate a draft and publish it as the next release, which the draft then follows.
 * @throws OrchestrationError `draft_empty`, `draft_invalid` (with each fault), `draft_outdated`, `revision_conflict`,
 * `keys_missing`, `key_unavailable`.
 */
export async function publishDraft(
  services: Services,
  request: PublishRequest,
): Promise<BuiltRelease & { readonly warnings: ValidationFault[] }> {
  const seen = await readPublishable(services, request, services.stores);
  return services.change(async (stores) => {
    const { found, draft, warnings } = await readPublishable(services, request, stores, seen);
    const built = await buildRelease(
      { stores, keyFiles: services.keyFiles, clock: services.clock },
      {
        key: request,
        payload: draft.payload,
        changelog: request.changelog,
        expected_base: request.force === true ? undefined : draft.base_version,
      },
    );
    const next = { ...draft, base_version: built.release.version };
    if (!jsonEqual(next, found)) await followRelease(stores, next, services.clock.now());
    return { ...built, warnings };
  }, releaseFacts);
}

/**
 * Read a draft and validate what is to be published. That is done before the transaction, so that others can write
 * meanwhile; within it again where the draft was changed since, and the caller did not say which revision is meant.
 */
async function readPublishable(
  services: Services,
  request: PublishRequest,
  stores: Stores,
  seen?: Publishable,
): Promise<Publishable> {
  const found = await readDraft(stores, request);
  requireRevision(found, request.revision);
  if (found.revision === seen?.found.revision) return seen;
  const draft = { ...found, ...request.replacement };
  return { found, draft, warnings: await requireValid({ ...services, stores }, draft, request) };
}

/**
 * Refuse a draft that cannot be published. The warnings come back.
 * @throws OrchestrationError `draft_empty`, `draft_invalid` (with each fault).
 */
export async function requireValid(
  services: Services,
  draft: Draft,
  { allow_literal_secrets: allowSecrets = false }: Pick<PublishRequest, 'allow_literal_secrets'> = {},
): Promise<ValidationFault[]> {
  if (Object.keys(draft.payload.mcpServers).length === 0) throw new OrchestrationError('draft_empty');
  const { errors, warnings } = await checkDraft(services, draft);
  const stopping = errors.filter(({ code }) => !(code === 'LITERAL_SECRET' && allowSecrets));
  const [first] = stopping;
  if (first === undefined) return warnings;
  const secrets = stopping.every(({ code }) => code === 'LITERAL_SECRET');
  throw new OrchestrationError('draft_invalid', {
    message: `The draft is not valid: ${first.server === undefined ? '' : `${first.server}: `}${first.message}`,
    errors: stopping,
    ...(secrets
      ? { hint: `Give each secret as a reference, \${env:NAME}; or publish with --allow-literal-secrets.` }
      : {}),
  });
}

/** The draft goes on from the release that it became. */
async function followRelease(stores: Stores, draft: Draft, now: Date): Promise<void> {
  await stores.drafts.save({ ...draft, revision: draft.revision + 1, updated_at: now.toISOString() });
}
