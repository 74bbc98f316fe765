import type { ConfigDocument } from '../documents/document.js';
import { parseDocument } from '../documents/parse-document.js';
import { OrchestrationError } from '../errors.js';
import { type Json, type JsonObject, jsonEqual } from '../json.js';
import type { Call } from '../operation.js';
import type { ProfileKey } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { keepSpelling } from '../registry/clients/keep-spelling.js';
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
import { inputsOf, serversOf } from './entry-kinds.js';
import { fileError } from './file-error.js';
import { inputDefinitions } from './input-definitions.js';
import { type InputDrift, inputDrift } from './input-drift.js';
import { memberDigests } from './member-digests.js';
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
  /** The definitions of the inputs that servers refer to; absent where there are none. */
  readonly inputs?: InputDrift[];
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
  const wanted = await wantedEntries(services, client, { payload, record, found });
  const servers = classifyAll(client, { disk: found.entries, wanted: wanted.servers, record });
  const inputs = inputDrift({
    defined: found.inputs,
    wanted: wanted.inputs,
    ledger: inputsOf(record?.entries ?? []),
  });
  // By what they hold: a rollback to what is deployed is a release of its own.
  const behind = latest !== undefined && record?.deployment.artifact_id !== latest.artifact_id;
  const cause = record && wholeFileCause(found, servers);
  return {
    ...versions,
    status: record === undefined ? 'not_deployed' : overallStatus([...servers, ...inputs], { behind }),
    deployed_version: record?.deployment.version ?? null,
    deployed_at: record?.deployment.deployed_at ?? null,
    config_path: found.config_path,
    servers,
    ...(inputs.length === 0 ? {} : { inputs }),
    ...(cause === undefined ? {} : { cause }),
  };
}

interface Found {
  readonly config_path: string;
  readonly exists: boolean;
  readonly entries: ReadonlyMap<string, Json>;
  /** The names of the inputs that it defines. */
  readonly inputs: ReadonlySet<string>;
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
      entries: new Map(entries.map(({ name, value }) => [name, value])),
      inputs: definedInputs(document, client),
      record,
    };
  } catch (thrown) {
    const config_path = place?.config_path ?? (await shownPath(services, client, request));
    const error = fileError(thrown, { path: config_path ?? client.display_name, doing: 'read' });
    if (!(error instanceof OrchestrationError && UNREADABLE.has(error.code))) throw error;
    return { config_path, unreadable: error.message };
  }
}

/** Something else than a list in their place defines none: a deploy that needs one says so. */
function definedInputs(document: ConfigDocument, { references }: ClientDefinition): Set<string> {
  if (references.inputs === undefined) return new Set();
  try {
    return new Set(document.entries(references.inputs).map(({ name }) => name));
  } catch {
    return new Set();
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
  { payload, record, found }: { payload: Payload | undefined; record: TargetRecord; found: Found },
): Promise<Wanted> {
  const wanted = new Map<string, WantedEntry>();
  const spelled = new Map<string, JsonObject>();
  let deployed: Payload | undefined;
  for (const [name, entry] of Object.entries(payload?.mcpServers ?? {})) {
    const members = encodeToCompare(client, { name, entry, machine });
    if (members === undefined && record !== undefined) {
      deployed ??= await readArtifact(stores, record.deployment.artifact_id);
    }
    const before = deployed?.mcpServers[name];
    const otherwise = before !== undefined && jsonEqual(before, entry) ? 'as_deployed' : 'changed';
    // Which inputs it refers to can be told without the secrets.
    const shape = members ?? encodeToCompare(client, { name, entry, machine, resolve: () => '' });
    if (shape !== undefined) spelled.set(name, shape);
    if (members === undefined) {
      wanted.set(name, otherwise);
      continue;
    }
    const value = found.entries.get(name) ?? null;
    wanted.set(name, memberDigests(keepSpelling(client, members, { name, value, machine })));
  }
  return { servers: wanted, inputs: new Set(inputDefinitions(client, spelled).keys()) };
}

interface Wanted {
  readonly servers: ReadonlyMap<string, WantedEntry>;
  /** The names of the inputs that its servers refer to. */
  readonly inputs: ReadonlySet<string>;
}

interface Sides {
  readonly disk: ReadonlyMap<string, Json>;
  readonly wanted: ReadonlyMap<string, WantedEntry>;
  readonly record: TargetRecord;
}

function classifyAll(client: ClientDefinition, { disk, wanted, record }: Sides): ServerDrift[] {
  const judged = judgedMembers(client);
  const ours = new Map(serversOf(record?.entries ?? []).map(({ name, members }) => [name, members]));
  const names = new Set([...wanted.keys(), ...ours.keys(), ...disk.keys()]);
  return [...names].map((name) => {
    const value = disk.get(name);
    const digests = value === undefined ? undefined : memberDigests(value);
    return classifyDrift({ name, disk: digests, ours: ours.get(name), wanted: wanted.get(name), judged });
  });
}

function wholeFileCause({ exists }: Found, servers: readonly ServerDrift[]): string | undefined {
  if (!exists) return 'The file is gone.';
  const ours = servers.filter(({ state }) => state !== 'foreign' && state !== 'pending');
  const wiped = ours.length > 0 && ours.every(({ state }) => state === 'missing');
  return wiped
    ? 'None of our entries is left: the file was replaced, or the client dropped them.'
    : undefined;
}
