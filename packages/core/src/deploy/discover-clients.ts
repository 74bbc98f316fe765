import { dirname, join } from 'node:path';
import { parseDocument } from '../documents/parse-document.js';
import { OrchestrationError } from '../errors.js';
import { localPrincipal, mayReach, type Principal } from '../principal.js';
import { CLIENTS } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import type { Services } from '../services.js';
import { checkDrift } from './check-drift.js';
import type { DriftStatus } from './classify-drift.js';
import { decodeConfig } from './config-text.js';
import { serversOf } from './entry-kinds.js';
import { locateTarget } from './locate-target.js';
import { ownConfigPath } from './resolve-target.js';
import { readRecord } from './settle-intents.js';
import type { TargetRecord } from './settle-record.js';

/** A client as it is found on this machine. */
export interface DiscoveredClient {
  readonly client_id: string;
  readonly display_name: string;
  /** Whether its file is there, or a folder of its own that the file would be in. */
  readonly installed: boolean;
  /** Null where the client has no file of the user on this system. */
  readonly config_path: string | null;
  readonly exists: boolean;
  readonly server_count: number;
  /** How many of the servers we deployed. */
  readonly managed_count: number;
  /** `absent`: there is no file; `unverified`: its latest release does not verify, so that nothing is compared with it. */
  readonly status: DriftStatus | 'absent' | 'unverified';
}

/**
 * Look which clients are on this machine. A file that cannot be read is reported as such, and stops nothing. What is
 * deployed of a profile that the principal does not reach is not told of.
 */
export async function discoverClients(services: Services, principal: Principal): Promise<DiscoveredClient[]> {
  return Promise.all(CLIENTS.map((client) => discover(services, client, principal)));
}

async function discover(
  services: Services,
  client: ClientDefinition,
  principal: Principal,
): Promise<DiscoveredClient> {
  const { client_id, display_name } = client;
  const config_path = await ownConfigPath(services, client);
  const nothing = { client_id, display_name, config_path, server_count: 0, managed_count: 0 };
  if (config_path === null) return { ...nothing, installed: false, exists: false, status: 'absent' };
  const installed = await hasOwnFolder(services, config_path);
  const file = await readConfig(services, client, config_path);
  if (file === undefined) return { ...nothing, installed: true, exists: true, status: 'unreadable' };
  const { names, bytes } = file;
  const exists = bytes !== undefined;
  const record = ownRecord(await readRecord(services, file.target, bytes), { client, principal });
  return {
    ...nothing,
    installed: installed || exists,
    exists,
    server_count: names.size,
    managed_count: serversOf(record?.entries ?? []).filter(({ name }) => names.has(name)).length,
    status: (await recordedStatus(services, record)) ?? (exists ? 'not_deployed' : 'absent'),
  };
}

interface FoundConfig {
  readonly target: string;
  readonly bytes: Buffer | undefined;
  readonly names: ReadonlySet<string>;
}

/** Undefined where it cannot be read, or parsed. */
async function readConfig(
  { files }: Services,
  client: ClientDefinition,
  path: string,
): Promise<FoundConfig | undefined> {
  try {
    const target = await locateTarget(files, path);
    const bytes = await files.read(target);
    return { target, bytes, names: namesIn(client, bytes) };
  } catch {
    return undefined;
  }
}

/** The names of the entries in a file; none where there is no file, which needs no parser. */
function namesIn({ format, container }: ClientDefinition, bytes: Buffer | undefined): ReadonlySet<string> {
  if (bytes === undefined) return new Set();
  const entries = parseDocument(decodeConfig(bytes), format).entries(container);
  return new Set(entries.map(({ name }) => name));
}

/** Folders that many programs share say nothing of one of them. */
async function hasOwnFolder({ files, machine }: Services, path: string): Promise<boolean> {
  const folder = dirname(path);
  const shared = [machine.homeDirectory, join(machine.homeDirectory, '.config')];
  if (shared.includes(folder)) return false;
  return (await files.facts(folder).catch(() => undefined)) !== undefined;
}

/** What is recorded of the file, as far as it is of this client, and for this principal to know. */
function ownRecord(
  record: TargetRecord,
  { client, principal }: { client: ClientDefinition; principal: Principal },
): TargetRecord {
  if (record?.deployment.client_id !== client.client_id) return undefined;
  const { client_id, profile_id } = record.deployment;
  return mayReach(principal, { client_id, profile_id }) ? record : undefined;
}

async function recordedStatus(
  services: Services,
  record: TargetRecord,
): Promise<DiscoveredClient['status'] | undefined> {
  if (record === undefined) return undefined;
  const { client_id, profile_id } = record.deployment;
  try {
    // The client's own file: nothing is named, so whoever asks may have it looked at.
    const call = { principal: localPrincipal('discovery') };
    return (await checkDrift(services, { client_id, profile_id }, call)).status;
  } catch (error) {
    if (error instanceof OrchestrationError && error.code === 'release_unverified') return 'unverified';
    throw error;
  }
}
