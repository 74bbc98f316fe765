import { unifiedDiff } from '../diff/unified-diff.js';
import { OrchestrationError } from '../errors.js';
import type { Call } from '../operation.js';
import type { ProfileKey } from '../ports/stores.js';
import type { Principal } from '../principal.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import type { Payload } from '../registry/server-entry.js';
import { readCatalogue } from '../registry/servers/server-catalogue.js';
import type { Services } from '../services.js';
import { createArtifact } from '../signing/artifact.js';
import { findRelease } from '../signing/find-release.js';
import { requireVerified } from '../signing/verify-release.js';
import { backupName } from './backups.js';
import { type EncodedRelease, encodeRelease } from './encode-release.js';
import type { EntryChange } from './plan-entry.js';
import { planRelease, type ReleasePlan, type ReleasePlanInput } from './plan-release.js';
import { pruneBackups } from './prune-backups.js';
import { type Base, type Replaced, replaceFile } from './replace-file.js';
import { readReplacedEntries } from './replaced-entries.js';
import { requireRecordedReach } from './require-recorded-reach.js';
import { type ResolvedTarget, resolveTarget, type TargetRequest } from './resolve-target.js';
import { readRecord, settleIntents } from './settle-intents.js';
import type { TargetRecord } from './settle-record.js';
import { takeSnapshot } from './target-snapshot.js';

/** Which release is to be written, where and how. */
export interface DeployRequest extends ProfileKey, TargetRequest {
  /** The latest release where neither is given. */
  readonly version?: number | undefined;
  readonly artifact_id?: string | undefined;
  /** Answer the plan and a diff, and write nothing. */
  readonly dry_run?: boolean | undefined;
  /** Take the release's entries where the file's differ, and an older release than the one deployed. */
  readonly force?: boolean | undefined;
  /** Take the release's entries where ours were edited; entries that are not ours still conflict. */
  readonly heal?: boolean | undefined;
}

/** What was done, or is planned. */
export interface DeployResult extends ProfileKey {
  readonly status: 'deployed' | 'unchanged' | 'planned';
  readonly version: number;
  readonly artifact_id: string;
  readonly config_path: string;
  /** ISO 8601, UTC; null where nothing was deployed. */
  readonly deployed_at: string | null;
  readonly changes: EntryChange[];
  /** The file as it was before. */
  readonly backup_path?: string;
  /** On a dry run: a unified diff, secrets masked. */
  readonly diff?: string;
}

/** A release that is not published: what it would hold, and under which version. */
export interface UnpublishedRelease {
  readonly payload: Payload;
  readonly version: number;
}

interface Deployment {
  readonly client: ClientDefinition;
  readonly release: ReleasePlanInput['release'];
  /** What the release holds, verified. */
  readonly readPayload: () => Promise<Payload>;
  readonly request: DeployRequest;
  readonly place: ResolvedTarget;
  readonly principal: Principal;
}

/**
 * Write a release into a client's file: its entries and not one byte beside them. `forbidden` is for those who do not
 * reach what is deployed in it now.
 * @throws OrchestrationError `forbidden`, `client_not_found`, `config_not_found`, `release_not_found`, `artifact_not_found`,
 * `release_unverified`, `downgrade_refused`, `draft_invalid`, `secret_unresolvable`, `secret_missing`,
 * `no_config_location`, `target_forbidden`, `config_unparsable`, `config_unsupported`, `config_unreadable`,
 * `config_unwritable`, `config_changed`, `deploy_conflict`, `deploy_busy`.
 */
export async function deployRelease(
  services: Services,
  request: DeployRequest,
  call: Pick<Call, 'principal' | 'signal'>,
): Promise<DeployResult> {
  const client = findClient(request.client_id);
  const release = await findRelease(services.stores, request);
  const place = await resolveTarget(services, client, { request, call });
  const readPayload = async () => (await requireVerified(services.stores, release, { chain: true })).payload;
  const deployment = { client, release, readPayload, request, place, principal: call.principal };
  call.signal.throwIfAborted();
  if (request.dry_run === true) return planOnly(services, deployment);
  return services.locks.whileHeld(place.target, async () => {
    await settleIntents(services, place.target);
    return write(services, deployment);
  });
}

/**
 * What deploying a release would do that is yet to be published: the plan and a diff, as on a dry run.
 * @throws OrchestrationError as {@link deployRelease} on a dry run, but for what is wrong with a release.
 */
export async function planUnpublished(
  services: Services,
  { unpublished, ...request }: DeployRequest & { readonly unpublished: UnpublishedRelease },
  call: Pick<Call, 'principal'>,
): Promise<DeployResult> {
  const { payload, version } = unpublished;
  const { client_id, profile_id } = request;
  const client = findClient(client_id);
  const release = { client_id, profile_id, version, artifact_id: createArtifact(payload).artifact_id };
  const place = await resolveTarget(services, client, { request, call });
  const readPayload = async () => payload;
  return planOnly(services, { client, release, readPayload, request, place, principal: call.principal });
}

async function write(services: Services, deployment: Deployment): Promise<DeployResult> {
  const { client, release, place } = deployment;
  const { target } = place;
  const record = await services.stores.deployments.find({ host_id: services.machine.hostId, target });
  const input = await planInput(services, deployment, record);
  const replaced = await replaceFile(services, {
    target,
    operation: 'deploy',
    record,
    facts: {
      client_id: client.client_id,
      profile_id: release.profile_id,
      detail: { target, version: release.version, artifact_id: release.artifact_id },
    },
    rewrite: (base) => refuseConflicts(planRelease(input, base)),
  });
  // The release is in the file by now: what cannot be tidied up is tidied up another time.
  if (replaced.written) await pruneBackups(services, target).catch(() => undefined);
  return toResult(deployment, { replaced, record });
}

/** No lock, no folder, no intent: nothing of the plan is left on the disk. */
async function planOnly(services: Services, deployment: Deployment): Promise<DeployResult> {
  const { target } = deployment.place;
  const snapshot = await takeSnapshot(services.files, target);
  await snapshot.file?.close().catch(() => undefined);
  const record = await readRecord(services, target, snapshot.bytes);
  const input = await planInput(services, deployment, record);
  const { changes, text } = planRelease(input, baseOf(services, target, snapshot.bytes));
  const diff = unifiedDiff(text, {
    path: deployment.place.config_path,
    format: deployment.client.format,
    secrets: input.encoded.secrets,
    secretNames: (await readCatalogue(services.stores)).secretNames,
  });
  return { ...identify(deployment), status: 'planned', deployed_at: null, changes: [...changes], diff };
}

function baseOf(services: Services, target: string, bytes: Buffer | undefined): Base {
  return { bytes, backup: bytes === undefined ? null : backupName(services, { target, bytes }) };
}

async function planInput(
  services: Services,
  { client, release, readPayload, request, place, principal }: Deployment,
  record: TargetRecord,
): Promise<ReleasePlanInput> {
  const { machine, clock } = services;
  requireRecordedReach(principal, record);
  const payload = await readPayload();
  const force = request.force === true;
  if (!force) refuseDowngrade(record, release);
  const encoded: EncodedRelease = encodeRelease(client, payload, {
    machine,
    inline_secrets: request.inline_secrets === true,
  });
  return {
    client,
    release,
    encoded,
    record,
    replaced: await readReplacedEntries(services, record),
    onConflict: conflictRule(request),
    machine,
    place: { target: place.target, deployed_at: clock.now().toISOString() },
  };
}

function conflictRule({ force = false, heal = false }: DeployRequest): ReleasePlanInput['onConflict'] {
  if (force) return 'force';
  return heal ? 'heal' : 'report';
}

function refuseDowngrade(record: TargetRecord, release: Deployment['release']): void {
  const deployed = record?.deployment;
  const same = deployed?.client_id === release.client_id && deployed.profile_id === release.profile_id;
  if (!same || deployed.version <= release.version) return;
  throw new OrchestrationError('downgrade_refused', {
    message: `Version ${deployed.version} is deployed in this file, which is newer than ${release.version}.`,
  });
}

function refuseConflicts(plan: ReleasePlan): ReleasePlan {
  const conflicts = plan.changes.filter(({ action }) => action === 'conflict');
  if (conflicts.length === 0) return plan;
  throw new OrchestrationError('deploy_conflict', {
    message: `The file holds entries that are not ours or were edited by hand: ${conflicts.map(({ name }) => name).join(', ')}.`,
    errors: conflicts.map(({ name, reason = '' }) => ({
      code: 'ENTRY_CONFLICT',
      message: `${name}: ${reason}`,
      server: name,
      severity: 'error',
    })),
  });
}

function identify({ release, place }: Deployment): Omit<DeployResult, 'status' | 'deployed_at' | 'changes'> {
  const { client_id, profile_id, version, artifact_id } = release;
  return { client_id, profile_id, version, artifact_id, config_path: place.config_path };
}

function toResult(
  deployment: Deployment,
  { replaced, record }: { replaced: Replaced<ReleasePlan>; record: TargetRecord },
): DeployResult {
  const { planned, written, backup } = replaced;
  const since = record?.deployment.version === deployment.release.version ? record : planned.record;
  return {
    ...identify(deployment),
    status: written ? 'deployed' : 'unchanged',
    deployed_at: (written ? planned.record : since)?.deployment.deployed_at ?? null,
    changes: [...planned.changes],
    ...(backup === null ? {} : { backup_path: backup }),
  };
}
