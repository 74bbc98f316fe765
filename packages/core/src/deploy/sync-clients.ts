import { publishTranslated } from '../drafts/publish-translated.js';
import type { Untranslated } from '../drafts/translate-servers.js';
import { type ErrorReport, OrchestrationError } from '../errors.js';
import { requireReach } from '../invoke.js';
import type { Call } from '../operation.js';
import type { Payload } from '../registry/server-entry.js';
import type { Services } from '../services.js';
import { findRelease } from '../signing/find-release.js';
import { requireVerified } from '../signing/verify-release.js';
import { type DeployResult, deployRelease, planUnpublished } from './deploy-release.js';
import { requireDeployable } from './require-deployable.js';

/** Which profile goes to which clients. */
export interface SyncRequest {
  readonly profile_id: string;
  readonly clients: readonly string[];
  /** The client whose release of this profile all of them shall hold. Else each deploys its own. */
  readonly from?: string | undefined;
  readonly dry_run?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly project_dir?: string | undefined;
  readonly inline_secrets?: boolean | undefined;
}

/** What came of one client. */
export interface SyncOutcome {
  readonly client_id: string;
  readonly status: DeployResult['status'] | 'failed';
  /** What deploying it answered; absent where it failed. On a dry run the release may be yet to be published. */
  readonly deployment?: DeployResult;
  /** What of the other client's servers this one cannot hold. */
  readonly untranslated: Untranslated[];
  readonly error?: ErrorReport;
}

/**
 * Deploy one profile to several clients, one after the other. The failure of one stops none of the rest, and is in
 * its outcome. Each client deploys its own latest release; with `from` its profile is first made to hold what that
 * client's latest release does, and published.
 * @throws OrchestrationError where the release of `from` cannot be read: `client_not_found`, `config_not_found`,
 * `release_unverified`. What is no OrchestrationError is thrown once the rest is done.
 */
export async function syncClients(
  services: Services,
  request: SyncRequest,
  call: Pick<Call, 'principal' | 'signal'>,
): Promise<SyncOutcome[]> {
  const payload = await sourceOf(services, request);
  const outcomes: SyncOutcome[] = [];
  const unexpected: unknown[] = [];
  for (const client_id of new Set(request.clients)) {
    try {
      outcomes.push(await syncOne(services, { client_id, payload, request }, call));
    } catch (error) {
      if (error instanceof OrchestrationError && error.code !== 'internal') {
        outcomes.push({ client_id, status: 'failed', untranslated: [], error: error.toReport() });
      } else unexpected.push(error);
    }
  }
  const [first] = unexpected;
  if (first !== undefined) throw first;
  return outcomes;
}

async function sourceOf(services: Services, { from, profile_id }: SyncRequest): Promise<Payload | undefined> {
  if (from === undefined) return undefined;
  const release = await findRelease(services.stores, { client_id: from, profile_id });
  return (await requireVerified(services.stores, release)).payload;
}

interface OneClient {
  readonly client_id: string;
  readonly payload: Payload | undefined;
  readonly request: SyncRequest;
}

async function syncOne(
  services: Services,
  { client_id, payload, request }: OneClient,
  call: Pick<Call, 'principal' | 'signal'>,
): Promise<SyncOutcome> {
  const { profile_id, from, dry_run = false, force = false, project_dir, inline_secrets } = request;
  const key = { client_id, profile_id };
  requireReach(call.principal, key);
  const where = { ...key, project_dir, inline_secrets };
  const takesOver = payload !== undefined && client_id !== from;
  if (takesOver) await requireDeployable(services, where, call);
  const changelog = `As ${from}/${profile_id}`;
  const published = takesOver
    ? await publishTranslated(services, { payload, to: key, changelog, force, dry_run })
    : undefined;
  const untranslated = published?.untranslated ?? [];
  const deployment =
    published?.unpublished === undefined
      ? await deployRelease(services, { ...where, dry_run, force }, call)
      : await planUnpublished(
          services,
          { ...where, force, unpublished: { payload: published.unpublished, version: published.version } },
          call,
        );
  return { client_id, status: deployment.status, deployment, untranslated };
}
