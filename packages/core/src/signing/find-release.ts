import { OrchestrationError } from '../errors.js';
import type { ProfileKey, Release, Stores } from '../ports/stores.js';

/** Which release of a profile: by version or by artifact; the latest where neither is given. */
export interface ReleaseChoice extends ProfileKey {
  readonly version?: number | undefined;
  readonly artifact_id?: string | undefined;
}

/**
 * Find a release. An artifact finds only what belongs to the client and profile asked for.
 * @throws OrchestrationError `config_not_found` (nothing published), `release_not_found`, `artifact_not_found`.
 */
export async function findRelease(stores: Stores, choice: ReleaseChoice): Promise<Release> {
  const { version, artifact_id } = choice;
  const found = await lookUp(stores, choice);
  if (found !== undefined && (artifact_id === undefined || found.artifact_id === artifact_id)) return found;
  if (artifact_id !== undefined) throw new OrchestrationError('artifact_not_found');
  if (version === undefined || (await stores.releases.latest(choice)) === undefined) {
    throw new OrchestrationError('config_not_found', {
      message: `Nothing has been published for ${choice.client_id}/${choice.profile_id}.`,
    });
  }
  throw new OrchestrationError('release_not_found', {
    message: `${choice.client_id}/${choice.profile_id} has no release ${version}.`,
  });
}

function lookUp(stores: Stores, choice: ReleaseChoice): Promise<Release | undefined> {
  if (choice.version !== undefined) return stores.releases.find(choice, choice.version);
  if (choice.artifact_id !== undefined) return stores.releases.findByArtifact(choice, choice.artifact_id);
  return stores.releases.latest(choice);
}
