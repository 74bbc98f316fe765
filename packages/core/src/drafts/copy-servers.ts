import { OrchestrationError } from '../errors.js';
import { jsonEqual } from '../json.js';
import type { Draft, ProfileKey, Stores } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ServerEntry } from '../registry/server-entry.js';
import type { Services } from '../services.js';
import { findRelease } from '../signing/find-release.js';
import { requireVerified } from '../signing/verify-release.js';
import { changeDraft } from './draft.js';
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
  readonly skipped: { readonly name: string; readonly reason: string }[];
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
  let split = splitByName({}, { servers, replace });
  const draft = await changeDraft(services, {
    key: to,
    revision: request.revision,
    change: ({ payload }) => {
      split = splitByName(payload.mcpServers, { servers, replace });
      return {
        payload: { mcpServers: { ...payload.mcpServers, ...Object.fromEntries(split.taken) } },
        detail: {
          copied_from: `${from.client_id}/${from.profile_id}`,
          copied: split.taken.map(([name]) => name),
        },
      };
    },
  });
  return {
    draft,
    copied: split.taken.map(([name]) => name),
    untranslated,
    skipped: split.left.map(([name]) => ({ name, reason: 'The draft has another server of this name.' })),
  };
}

type Servers = Readonly<Record<string, ServerEntry>>;

function splitByName(
  present: Servers,
  { servers, replace }: { servers: Servers; replace: boolean },
): { taken: [string, ServerEntry][]; left: [string, ServerEntry][] } {
  const isOther = ([name, entry]: [string, ServerEntry]): boolean =>
    !replace && Object.hasOwn(present, name) && !jsonEqual(present[name], entry);
  const all = Object.entries(servers);
  return { taken: all.filter((server) => !isOther(server)), left: all.filter(isOther) };
}

/** What a profile holds now: its draft, where there is one with servers, else its latest release. */
async function readSource(stores: Stores, key: ProfileKey): Promise<Servers> {
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
