import { OrchestrationError } from '../errors.js';
import { parseInput } from '../invoke.js';
import type { JsonObject } from '../json.js';
import type { Draft, ProfileKey, Stores } from '../ports/stores.js';
import type { Payload } from '../registry/server-entry.js';
import { payloadSchema } from '../registry/server-entry-schema.js';
import type { Services } from '../services.js';

/** The draft of a profile; an empty one of revision 0 where there is none. */
export async function readDraft(stores: Stores, key: ProfileKey): Promise<Draft> {
  const found = await stores.drafts.find(key);
  if (found !== undefined) return found;
  const latest = await stores.releases.latest(key);
  return {
    client_id: key.client_id,
    profile_id: key.profile_id,
    revision: 0,
    payload: { mcpServers: {} },
    base_version: latest?.version ?? null,
    updated_at: null,
  };
}

/** What a change of a draft gives back: what it shall hold now, and what to say of it in the audit log. */
export interface DraftChange {
  readonly payload: Payload;
  /** Left out: stays as it is. */
  readonly base_version?: number | null;
  readonly detail: JsonObject;
}

/**
 * Change a draft in one transaction: read, change, store with the next revision.
 * @throws OrchestrationError `revision_conflict` where the caller named a revision that is no longer the draft's;
 * `invalid_input` where the change is no payload.
 */
export async function changeDraft(
  services: Services,
  request: {
    readonly key: ProfileKey;
    readonly revision?: number | undefined;
    readonly change: (draft: Draft, stores: Stores) => DraftChange | Promise<DraftChange>;
  },
): Promise<Draft> {
  const { key, revision, change } = request;
  const { draft } = await services.change(
    async (stores) => {
      const current = await readDraft(stores, key);
      requireRevision(current, revision);
      const { payload, base_version = current.base_version, detail } = await change(current, stores);
      const next = {
        ...current,
        // What is stored can be read again, whatever made it.
        payload: parseInput(payloadSchema, payload),
        base_version,
        revision: current.revision + 1,
        updated_at: services.clock.now().toISOString(),
      };
      await stores.drafts.save(next);
      return { draft: next, detail: { ...detail, revision: next.revision } };
    },
    ({ detail }) => ({ client_id: key.client_id, profile_id: key.profile_id, detail }),
  );
  return draft;
}

/**
 * Refuse to go on with a draft that is not the one the caller saw.
 * @throws OrchestrationError `revision_conflict`, with both revisions.
 */
export function requireRevision(draft: Draft, revision: number | undefined): void {
  if (revision === undefined || revision === draft.revision) return;
  throw new OrchestrationError('revision_conflict', {
    message: `The draft has revision ${draft.revision}, not ${revision}: someone else changed it meanwhile.`,
  });
}
