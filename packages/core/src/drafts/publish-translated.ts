import { OrchestrationError } from '../errors.js';
import { jsonEqual } from '../json.js';
import type { Draft, ProfileKey } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Payload } from '../registry/server-entry.js';
import type { Services } from '../services.js';
import { readArtifact } from '../signing/artifact.js';
import { readDraft } from './draft.js';
import { publishDraft, requireValid } from './publish-draft.js';
import { translateServers, type Untranslated } from './translate-servers.js';

/** A payload to publish as another client's profile. */
export interface TranslatedPublication {
  readonly payload: Payload;
  readonly to: ProfileKey;
  readonly changelog: string;
  /** Go over changes of the other client's draft that were not published. */
  readonly force: boolean;
  /** Say what would be published, and publish nothing. */
  readonly dry_run: boolean;
}

/** What came of it. */
export interface TranslatedRelease {
  readonly untranslated: Untranslated[];
  /** The release that holds it, or would. */
  readonly version: number;
  /** On a dry run, what that release would hold; absent where it is there. */
  readonly unpublished?: Payload;
}

/**
 * Make a client's profile hold the servers of another's, as far as it can, and publish that. Nothing is published
 * where the latest release holds it already.
 * @throws OrchestrationError `draft_outdated` where its draft holds changes that were never published, unless forced;
 * `draft_empty`, `draft_invalid`, `keys_missing`, `key_unavailable`, `revision_conflict`.
 */
export async function publishTranslated(
  services: Services,
  { payload, to, changelog, force, dry_run }: TranslatedPublication,
): Promise<TranslatedRelease> {
  const client = findClient(to.client_id);
  const { servers, untranslated } = translateServers(payload.mcpServers, {
    to: client,
    machine: services.machine,
  });
  const wanted: Payload = { mcpServers: servers };
  const draft = await readDraft(services.stores, to);
  const latest = await latestOf(services, to);
  if (!force) refuseUnpublished(draft, { wanted, published: latest?.payload });
  if (latest !== undefined && jsonEqual(latest.payload, wanted)) {
    return { untranslated, version: latest.version };
  }
  if (dry_run) {
    await requireValid(services, { ...draft, payload: wanted });
    return { untranslated, version: (latest?.version ?? 0) + 1, unpublished: wanted };
  }
  const replacement = { payload: wanted, base_version: latest?.version ?? null };
  const { release } = await publishDraft(services, {
    ...to,
    changelog,
    revision: draft.revision,
    replacement,
  });
  return { untranslated, version: release.version };
}

async function latestOf(
  { stores }: Services,
  key: ProfileKey,
): Promise<{ version: number; payload: Payload } | undefined> {
  const release = await stores.releases.latest(key);
  if (release === undefined) return undefined;
  return { version: release.version, payload: await readArtifact(stores, release.artifact_id) };
}

/** Work that was never published is not gone over without a word. */
function refuseUnpublished(
  draft: Draft,
  { wanted, published }: { wanted: Payload; published: Payload | undefined },
): void {
  const empty = Object.keys(draft.payload.mcpServers).length === 0;
  if (empty || jsonEqual(draft.payload, wanted) || jsonEqual(draft.payload, published)) return;
  throw new OrchestrationError('draft_outdated', {
    message: `The draft of ${draft.client_id}/${draft.profile_id} holds changes that were not published.`,
    hint: 'Publish them, or start again with: mcp-orchestration draft reset; or sync with --force to go over them.',
  });
}
