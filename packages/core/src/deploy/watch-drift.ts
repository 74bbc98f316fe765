import { OrchestrationError } from '../errors.js';
import { jsonEqual } from '../json.js';
import type { Call } from '../operation.js';
import type { FileWatcher } from '../ports/file-watcher.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { checkDrift, type DriftReport, type DriftRequest } from './check-drift.js';
import type { DeployResult } from './deploy-release.js';
import {
  causeOf,
  changedServers,
  type DriftEvent,
  hasChanged,
  missingInputs,
  type SeenFile,
} from './drift-event.js';
import { healDrift } from './heal-drift.js';
import { HEAL_SPAN_MS, HealLimit } from './heal-limit.js';
import { nodeFileWatcher } from './node-file-watcher.js';
import { resolveTarget } from './resolve-target.js';
import { createSignalQueue } from './signal-queue.js';

/** What is watched, and what is done about it. */
export interface WatchRequest {
  /** The files to watch; every one that something is deployed in on this host, unless given. */
  readonly files?: readonly DriftRequest[] | undefined;
  /** Put our entries back where they were edited or taken out. */
  readonly heal?: boolean | undefined;
  readonly inline_secrets?: boolean | undefined;
}

/** What watching runs on. */
export interface WatchParts {
  readonly watcher?: FileWatcher;
}

interface Watched {
  readonly request: DriftRequest;
  readonly target: string;
  readonly limit: HealLimit;
  seen: SeenFile;
  last: unknown;
}

/**
 * Follow clients' files, and tell each change of how one stands to what was deployed in it, within two seconds: first
 * how every file stands now, then what happens, until the call's signal is aborted or the caller stops asking.
 * Every look is at the file itself; events of the system only make it early.
 * @throws OrchestrationError `client_not_found`, `no_config_location`, `target_forbidden`, of the files named.
 */
export async function* watchDrift(
  services: Services,
  request: WatchRequest,
  call: Pick<Call, 'principal' | 'signal'> & WatchParts,
): AsyncGenerator<DriftEvent, void, undefined> {
  const { signal, watcher = nodeFileWatcher } = call;
  const watched = await filesToWatch(services, request, call);
  const later = new Set<NodeJS.Timeout>();
  const changes = createSignalQueue<string>(signal);
  // Watched first and looked at then, so that nothing happens unseen between the two.
  const stop = watcher.watch(
    watched.map(({ target }) => target),
    (path) => changes.push(path),
  );
  try {
    for (const { target } of watched) changes.push(target);
    for await (const path of changes) {
      for (const file of watched.filter(({ target }) => target === path)) {
        const event = await look(services, { file, request }, call);
        if (event === undefined) continue;
        if (file.limit.isReached(services.clock.now())) {
          later.add(setTimeout(() => changes.push(path), HEAL_SPAN_MS));
        }
        yield event;
      }
    }
  } finally {
    stop();
    for (const timer of later) clearTimeout(timer);
  }
}

async function filesToWatch(
  services: Services,
  { files }: WatchRequest,
  call: Pick<Call, 'principal'>,
): Promise<Watched[]> {
  const deployed = async () =>
    (await services.stores.deployments.list(services.machine.hostId)).map(
      ({ client_id, profile_id, target }): DriftRequest => ({ client_id, profile_id, target }),
    );
  const watched: Watched[] = [];
  for (const request of files ?? (await deployed())) {
    const { target } = await resolveTarget(services, findClient(request.client_id), { request, call });
    watched.push({ request, target, limit: new HealLimit(), seen: undefined, last: undefined });
  }
  return watched;
}

/** Look at a file. Undefined where it stands as it did. */
async function look(
  services: Services,
  { file, request }: { file: Watched; request: WatchRequest },
  call: Pick<Call, 'principal' | 'signal'>,
): Promise<DriftEvent | undefined> {
  const now = await identityOf(services, file.target);
  const report = await checkDrift(services, file.request, call);
  const cause = causeOf(report, { before: file.seen, now });
  file.seen = now;
  const inputs = missingInputs(report);
  const stand = {
    cause,
    status: report.status,
    servers: changedServers(report),
    ...(inputs.length === 0 ? {} : { inputs }),
  };
  if (jsonEqual(stand, file.last)) return undefined;
  file.last = stand;
  const heals = request.heal === true && hasChanged(report);
  const healed = heals ? await heal(services, { file, request, report }, call) : {};
  // What was put back may be taken out in the same way again, and that is another event.
  if (heals) file.last = undefined;
  return {
    at: services.clock.now().toISOString(),
    client_id: report.client_id,
    profile_id: report.profile_id,
    config_path: report.config_path,
    ...stand,
    ...(report.cause === undefined ? {} : { detail: report.cause }),
    ...healed,
  };
}

async function identityOf({ files }: Services, path: string): Promise<SeenFile> {
  return (await files.facts(path).catch(() => undefined))?.identity;
}

interface Healing {
  readonly file: Watched;
  readonly request: WatchRequest;
  readonly report: DriftReport;
}

async function heal(
  services: Services,
  { file, request }: Healing,
  call: Pick<Call, 'principal' | 'signal'>,
): Promise<{ healed?: DeployResult; heal_error?: string }> {
  if (!file.limit.allows(services.clock.now())) {
    return { heal_error: 'Another program keeps taking our entries out; nothing is put back for a minute.' };
  }
  try {
    const { inline_secrets = false } = request;
    const healed = await healDrift(services, { ...file.request, inline_secrets }, call);
    return healed === undefined ? {} : { healed };
  } catch (error) {
    if (!(error instanceof OrchestrationError)) throw error;
    return { heal_error: error.message };
  }
}
