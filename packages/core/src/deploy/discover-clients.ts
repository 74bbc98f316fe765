import { dirname, join } from 'node:path';
import { parseDocument } from '../documents/parse-document.js';
import { localPrincipal } from '../principal.js';
import { CLIENTS } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import type { Services } from '../services.js';
import { checkDrift } from './check-drift.js';
import type { DriftStatus } from './classify-drift.js';
import { decodeConfig } from './config-text.js';
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
  /** `absent`: there is no file. */
  readonly status: DriftStatus | 'absent';
}

/** Look which clients are on this machine. A file that cannot be read is reported as such, and stops nothing. */
export async function discoverClients(services: Services): Promise<DiscoveredClient[]> {
  const found: DiscoveredClient[] = [];
  for (const client of CLIENTS) found.push(await discover(services, client));
  return found;
}

async function discover(services: Services, client: ClientDefinition): Promise<DiscoveredClient> {
  const { client_id, display_name } = client;
  const config_path = await ownConfigPath(services, client);
  const nothing = { client_id, display_name, config_path, server_count: 0, managed_count: 0 };
  if (config_path === null) return { ...nothing, installed: false, exists: false, status: 'absent' };
  const installed = await hasOwnFolder(services, config_path);
  try {
    const target = await locateTarget(services.files, config_path);
    const bytes = await services.files.read(target);
    const record = await readRecord(services, target, bytes);
    const exists = bytes !== undefined;
    const document = parseDocument(exists ? decodeConfig(bytes) : '', client.format);
    const names = new Set(document.entries(client.container).map(({ name }) => name));
    return {
      ...nothing,
      installed: installed || exists,
      exists,
      server_count: names.size,
      managed_count: countOurs(client, { record, names }),
      status: (await recordedStatus(services, client, record)) ?? (exists ? 'not_deployed' : 'absent'),
    };
  } catch {
    return { ...nothing, installed: true, exists: true, status: 'unreadable' };
  }
}

/** Folders that many programs share say nothing of one of them. */
async function hasOwnFolder({ files, machine }: Services, path: string): Promise<boolean> {
  const folder = dirname(path);
  const shared = [machine.homeDirectory, join(machine.homeDirectory, '.config')];
  if (shared.includes(folder)) return false;
  return (await files.facts(folder).catch(() => undefined)) !== undefined;
}

function countOurs(
  { client_id }: ClientDefinition,
  { record, names }: { record: TargetRecord; names: ReadonlySet<string> },
): number {
  if (record?.deployment.client_id !== client_id) return 0;
  return record.entries.filter(({ name }) => names.has(name)).length;
}

async function recordedStatus(
  services: Services,
  { client_id }: ClientDefinition,
  record: TargetRecord,
): Promise<DriftStatus | undefined> {
  if (record?.deployment.client_id !== client_id) return undefined;
  const { profile_id } = record.deployment;
  // The client's own file: nothing is named, so whoever asks may have it looked at.
  const report = await checkDrift(
    services,
    { client_id, profile_id },
    { principal: localPrincipal('discovery') },
  );
  return report.status;
}
