import { OrchestrationError } from '../errors.js';
import type { Draft, ProfileKey, Stores } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Payload } from '../registry/server-entry.js';
import type { Services } from '../services.js';
import { findRelease } from '../signing/find-release.js';
import { requireVerified } from '../signing/verify-release.js';
import { changeDraft } from './draft.js';
import { mergeServers, type SkippedServer } from './merge-servers.js';
import { translateServers, type Untranslated } from './translate-servers.js';

/** What is copied, and where to. */
export interface CopyRequest {
  readonly from: ProfileKey;
  readonly to: ProfileKey;
  /** Put copied servers in the place of others of the same name. */
  readonly replace?: boolean | undefined;
  readonly revision?: number | undefined;
}

/** What came of it. */
export interface CopiedServers {
  readonly draft: Draft;
  readonly copied: string[];
  readonly untranslated: Untranslated[];
  /** Servers that were not copied, since the draft has others of their names. */
  readonly skipped: SkippedServer[];
}

/**
 * Copy the servers of a profile (its draft, else its latest release) into the draft of another, beside what that
 * holds.
 * @throws OrchestrationError `client_not_found`, `config_not_found`, `release_unverified`, `revision_conflict`.
 */
export async function copyServers(services: Services, request: CopyRequest): Promise<CopiedServers> {
  const { from, to, replace = false } = request;
  const client = findClient(to.client_id);
  const source = await readSource(services.stores, from);
  const { servers, untranslated } = translateServers(source, { to: client, machine: services.machine });
  let merged = mergeServers({ mcpServers: {} }, { servers });
  const draft = await changeDraft(services, {
    key: to,
    revision: request.revision,
    change: ({ payload }) => {
      merged = mergeServers(payload, { servers, replace });
      return {
        payload: merged.payload,
        detail: { copied_from: `${from.client_id}/${from.profile_id}`, copied: merged.taken },
      };
    },
  });
  return { draft, copied: merged.taken, untranslated, skipped: merged.skipped };
}

/** What a profile holds now: its draft, where there is one with servers, else its latest release. */
async function readSource(stores: Stores, key: ProfileKey): Promise<Payload['mcpServers']> {
  findClient(key.client_id);
  const draft = await stores.drafts.find(key);
  if (draft !== undefined && Object.keys(draft.payload.mcpServers).length > 0)
    return draft.payload.mcpServers;
  if (draft !== undefined && (await stores.releases.latest(key)) === undefined) {
    throw new OrchestrationError('config_not_found', {
      message: `${key.client_id}/${key.profile_id} holds no servers to copy.`,
      hint: 'Add some with: mcp-orchestration draft add, or draft import.',
    });
  }
  const { payload } = await requireVerified(stores, await findRelease(stores, key));
  return payload.mcpServers;
}
