import { parseDocument } from '../documents/parse-document.js';
import { OrchestrationError } from '../errors.js';
import { jsonEqual } from '../json.js';
import type { Call } from '../operation.js';
import type { ProfileKey } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { judgedMembers } from '../registry/clients/owned-members.js';
import type { Payload } from '../registry/server-entry.js';
import type { Services } from '../services.js';
import { readArtifact } from '../signing/artifact.js';
import { requireVerified } from '../signing/verify-release.js';
import {
  classifyDrift,
  type DriftStatus,
  overallStatus,
  type ServerDrift,
  type WantedEntry,
} from './classify-drift.js';
import { decodeConfig } from './config-text.js';
import { encodeToCompare } from './encode-release.js';
import { fileError } from './file-error.js';
import { type MemberDigests, memberDigests } from './member-digests.js';
import { type ResolvedTarget, resolveTarget, shownPath, type TargetRequest } from './resolve-target.js';
import { readRecord } from './settle-intents.js';
import type { TargetRecord } from './settle-record.js';

/** Which file is compared with which profile. */
export type DriftRequest = ProfileKey & Omit<TargetRequest, 'inline_secrets'>;

/** How a client's file stands to the latest release and to what was deployed. */
export interface DriftReport extends ProfileKey {
  readonly status: DriftStatus;
  readonly deployed_version: number | null;
  /** When the file was last written or found to hold the release; ISO 8601, UTC. */
  readonly deployed_at: string | null;
  readonly latest_version: number | null;
  readonly config_path: string | null;
  readonly servers: ServerDrift[];
  /** Why the file is unreadable, or how it changed as a whole. */
  readonly cause?: string;
}

/**
 * Compare a client's file with the latest release and with what was deployed, by looking at the file. Changes
 * nothing, and tells of deploys that died as if they were settled.
 * @throws OrchestrationError `client_not_found`, `no_config_location`, `target_forbidden`, `release_unverified`.
 */
export async function checkDrift(
  services: Services,
  request: DriftRequest,
  call: Pick<Call, 'principal'>,
): Promise<DriftReport> {
  const { client_id, profile_id } = request;
  const client = findClient(client_id);
  const latest = await services.stores.releases.latest({ client_id, profile_id });
  const found = await readTarget(services, client, { request, call });
  const versions = { client_id, profile_id, latest_version: latest?.version ?? null };
  if ('unreadable' in found) {
    const { config_path, unreadable: cause } = found;
    const unknown = { deployed_version: null, deployed_at: null, servers: [] };
    return { ...versions, ...unknown, status: 'unreadable', config_path, cause };
  }
  const payload = latest && (await requireVerified(services.stores, latest)).payload;
  const record = ownRecord(found.record, request);
  const wanted = await wantedEntries(services, client, { payload, record });
  const servers = classifyAll(client, { disk: found.entries, wanted, record });
  // By what they hold: a rollback to what is deployed is a release of its own.
  const behind = latest !== undefined && record?.deployment.artifact_id !== latest.artifact_id;
  const cause = record && wholeFileCause(found, servers);
  return {
    ...versions,
    status: record === undefined ? 'not_deployed' : overallStatus(servers, { behind }),
    deployed_version: record?.deployment.version ?? null,
    deployed_at: record?.deployment.deployed_at ?? null,
    config_path: found.config_path,
    servers,
    ...(cause === undefined ? {} : { cause }),
  };
}

interface Found {
  readonly config_path: string;
  readonly exists: boolean;
  readonly entries: ReadonlyMap<string, MemberDigests>;
  readonly record: TargetRecord;
}

interface Unreadable {
  readonly config_path: string | null;
  readonly unreadable: string;
}

const UNREADABLE: ReadonlySet<string> = new Set([
  'config_unreadable',
  'config_unwritable',
  'config_unparsable',
  'config_unsupported',
]);

async function readTarget(
  services: Services,
  client: ClientDefinition,
  { request, call }: { request: DriftRequest; call: Pick<Call, 'principal'> },
): Promise<Found | Unreadable> {
  let place: ResolvedTarget | undefined;
  try {
    place = await resolveTarget(services, client, { request, call });
    const bytes = await services.files.read(place.target);
    const record = await readRecord(services, place.target, bytes);
    const document = parseDocument(bytes === undefined ? '' : decodeConfig(bytes), client.format);
    const entries = document.entries(client.container);
    return {
      config_path: place.config_path,
      exists: bytes !== undefined,
      entries: new Map(entries.map(({ name, value }) => [name, memberDigests(value)])),
      record,
    };
  } catch (thrown) {
    const config_path = place?.config_path ?? (await shownPath(services, client, request));
    const error = fileError(thrown, { path: config_path ?? client.display_name, doing: 'read' });
    if (!(error instanceof OrchestrationError && UNREADABLE.has(error.code))) throw error;
    return { config_path, unreadable: error.message };
  }
}

/** What is recorded of the file, as far as it is of this profile. */
function ownRecord(record: TargetRecord, { client_id, profile_id }: ProfileKey): TargetRecord {
  const deployment = record?.deployment;
  return deployment?.client_id === client_id && deployment.profile_id === profile_id ? record : undefined;
}

/** What the release wants. Where the client's spelling of it cannot be told, the releases are compared instead. */
async function wantedEntries(
  { stores, machine }: Services,
  client: ClientDefinition,
  { payload, record }: { payload: Payload | undefined; record: TargetRecord },
): Promise<Map<string, WantedEntry>> {
  const wanted = new Map<string, WantedEntry>();
  let deployed: Payload | undefined;
  for (const [name, entry] of Object.entries(payload?.mcpServers ?? {})) {
    const members = encodeToCompare(client, { name, entry, machine });
    if (members === undefined && record !== undefined) {
      deployed ??= await readArtifact(stores, record.deployment.artifact_id);
    }
    const before = deployed?.mcpServers[name];
    const otherwise = before !== undefined && jsonEqual(before, entry) ? 'as_deployed' : 'changed';
    wanted.set(name, members === undefined ? otherwise : memberDigests(members));
  }
  return wanted;
}

interface Sides {
  readonly disk: ReadonlyMap<string, MemberDigests>;
  readonly wanted: ReadonlyMap<string, WantedEntry>;
  readonly record: TargetRecord;
}

function classifyAll(client: ClientDefinition, { disk, wanted, record }: Sides): ServerDrift[] {
  const judged = judgedMembers(client);
  const ours = new Map(record?.entries.map(({ name, members }) => [name, members]));
  const names = new Set([...wanted.keys(), ...ours.keys(), ...disk.keys()]);
  return [...names].map((name) =>
    classifyDrift({ name, disk: disk.get(name), ours: ours.get(name), wanted: wanted.get(name), judged }),
  );
}

function wholeFileCause({ exists }: Found, servers: readonly ServerDrift[]): string | undefined {
  if (!exists) return 'The file is gone.';
  const ours = servers.filter(({ state }) => state !== 'foreign' && state !== 'pending');
  const wiped = ours.length > 0 && ours.every(({ state }) => state === 'missing');
  return wiped
    ? 'None of our entries is left: the file was replaced, or the client dropped them.'
    : undefined;
}
