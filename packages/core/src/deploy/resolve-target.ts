import { isAbsolute, relative, resolve, sep } from 'node:path';
import { OrchestrationError } from '../errors.js';
import type { Call } from '../operation.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { candidatePaths, choosePath } from '../registry/clients/resolve-location.js';
import type { Services } from '../services.js';
import { locateTarget } from './locate-target.js';
import { namedClientPath } from './named-client-path.js';

/** Which file of a client. The client's own where nothing is named. */
export interface TargetRequest {
  /** A file. A relative path counts from the working directory of the person at the machine. */
  readonly target?: string | undefined;
  /** A project, whose file of this client is meant. */
  readonly project_dir?: string | undefined;
  /** Whether secrets are to be written into the file: this too is for files that may be named. */
  readonly inline_secrets?: boolean | undefined;
}

/** A client's file: as it is called, and where it really is. */
export interface ResolvedTarget {
  /** The path by which the client or the caller knows it. */
  readonly config_path: string;
  /** The same with every link followed: what locks, ledger and backups are kept by. */
  readonly target: string;
}

type Parts = Pick<Services, 'files' | 'machine' | 'settings' | 'stores'>;

/**
 * Find the file to work on.
 * @throws OrchestrationError `no_config_location` where the client has no file here; `target_forbidden` where the
 * caller may not name it; `config_unreadable`, `config_unwritable` where it is no file.
 */
export async function resolveTarget(
  parts: Parts,
  client: ClientDefinition,
  { request, call }: { request: TargetRequest; call: Pick<Call, 'principal'> },
): Promise<ResolvedTarget> {
  const named = request.target !== undefined || request.project_dir !== undefined;
  const limited = call.principal.kind !== 'local' && (named || request.inline_secrets === true);
  if (limited) requireAbsolute(request);
  const path = await configPath(parts, client, request);
  if (limited) return requireAllowed(parts, path);
  return { config_path: path, target: await locateTarget(parts.files, path) };
}

/** The path that a file named by the caller has, checked against the folders that this process allows. */
export async function resolveNamedFile(
  parts: Parts,
  file: string,
  { principal }: Pick<Call, 'principal'>,
): Promise<ResolvedTarget> {
  if (principal.kind !== 'local') {
    requireAbsolute({ target: file });
    return requireAllowed(parts, file);
  }
  const path = resolve(parts.machine.workingDirectory, file);
  return { config_path: path, target: await locateTarget(parts.files, path) };
}

/** The path to show where a file cannot be worked on; null where there is none. */
export async function shownPath(
  parts: Pick<Services, 'files' | 'machine' | 'stores'>,
  client: ClientDefinition,
  { target, project_dir }: TargetRequest,
): Promise<string | null> {
  return target === undefined
    ? ownConfigPath(parts, client, project_dir)
    : resolve(parts.machine.workingDirectory, target);
}

/**
 * The client's own file, whether or not it is there: the one that the user has named for it, else where the client
 * keeps it; null where it has none here.
 */
export async function ownConfigPath(
  parts: Pick<Services, 'files' | 'machine' | 'stores'>,
  client: ClientDefinition,
  project?: string,
): Promise<string | null> {
  const named = project === undefined ? await namedClientPath(parts, client) : undefined;
  return named ?? usualConfigPath(parts, client, project);
}

/** Where the client keeps its file, or would keep it, whatever its user has named; null where it has none here. */
export function usualConfigPath(
  { files, machine }: Pick<Services, 'files' | 'machine'>,
  client: ClientDefinition,
  project?: string,
): Promise<string | null> {
  const candidates = candidatePaths(client, machine, { project_dir: project });
  // What cannot be looked at is not there to be chosen.
  return choosePath(
    candidates,
    async (path) => (await files.facts(path).catch(() => undefined)) !== undefined,
  );
}

async function configPath(parts: Parts, client: ClientDefinition, request: TargetRequest): Promise<string> {
  const path = await shownPath(parts, client, request);
  if (path !== null) return path;
  const where =
    request.project_dir === undefined ? 'no config file on this system' : 'no config file in projects';
  throw new OrchestrationError('no_config_location', { message: `${client.display_name} has ${where}.` });
}

/** Over the network "relative" has no meaning: the working directory is the server's. */
function requireAbsolute({ target, project_dir }: TargetRequest): void {
  if ([target, project_dir].every((path) => path === undefined || isAbsolute(path))) return;
  throw new OrchestrationError('invalid_input', { message: 'A path that is sent to a server is absolute.' });
}

/** Allowed is what is really within an allowed folder, whatever links or dots its path goes through. */
async function requireAllowed({ files, settings }: Parts, path: string): Promise<ResolvedTarget> {
  const target = await locateTarget(files, path).catch(() => undefined);
  for (const folder of settings.allowedTargets) {
    const real = await files.realPath(folder).catch(() => undefined);
    if (target !== undefined && real !== undefined && isWithin(real, target))
      return { config_path: path, target };
  }
  // The same answer whether or not there is such a file: it is none of the caller's business.
  throw new OrchestrationError('target_forbidden');
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
