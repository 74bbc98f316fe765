import path from 'node:path';
import type { Machine } from '../../ports/machine.js';
import type { ClientDefinition } from './client-definition.js';

/** One place where a client's file may be: as people write it, and in full. */
interface Place {
  readonly shown: string;
  readonly absolute: string;
  /** Whether the client looks nowhere else. */
  readonly override: boolean;
}

/** Folders of Windows that a process may be started without. */
const WINDOWS_FOLDERS: Readonly<Record<string, string>> = {
  APPDATA: 'AppData\\Roaming',
  LOCALAPPDATA: 'AppData\\Local',
};

function pathsOf(machine: Machine): path.PlatformPath {
  return machine.platform === 'win32' ? path.win32 : path.posix;
}

/** A variable that holds a folder or file. Relative ones are skipped, as the XDG specification asks. */
function absoluteVariable(machine: Machine, name: string): string | undefined {
  const same = (key: string) =>
    machine.platform === 'win32' ? key.toUpperCase() === name.toUpperCase() : key === name;
  const value = Object.entries(machine.env).find(([key]) => same(key))?.[1];
  return value !== undefined && pathsOf(machine).isAbsolute(value) ? value : undefined;
}

/** The folder that the head of a pattern stands for. */
function folderOf(head: string, machine: Machine): string | undefined {
  if (head === '~') return machine.homeDirectory;
  const windows = /^%(\w+)%$/.exec(head)?.[1];
  if (windows === undefined) return absoluteVariable(machine, head.slice(1));
  const otherwise = WINDOWS_FOLDERS[windows];
  return (
    absoluteVariable(machine, windows) ??
    (otherwise === undefined ? undefined : pathsOf(machine).join(machine.homeDirectory, otherwise))
  );
}

/** `${NAME:-DEFAULT}/rest` becomes `$NAME/rest` where the variable is set, else `DEFAULT/rest`. */
function applyDefault(pattern: string, machine: Machine): string {
  return pattern.replace(/^\$\{(\w+):-(.+?)\}/, (_whole, name: string, otherwise: string) =>
    absoluteVariable(machine, name) === undefined ? otherwise : `$${name}`,
  );
}

function placeOf(pattern: string, machine: Machine): Place | undefined {
  const chosen = applyDefault(pattern, machine);
  const [, head = '', rest = ''] = /^(~|%\w+%|\$\w+)(.*)$/.exec(chosen) ?? [];
  const folder = folderOf(head, machine);
  if (folder === undefined) return undefined;
  return {
    shown: machine.platform === 'win32' ? chosen.replaceAll('/', '\\') : chosen,
    absolute: pathsOf(machine).join(folder, rest),
    override: pattern.startsWith('$') && !pattern.startsWith('${'),
  };
}

function userPlaces(client: ClientDefinition, machine: Machine): Place[] {
  const places = (client.user[machine.platform] ?? [])
    .map((pattern) => placeOf(pattern, machine))
    .filter((place) => place !== undefined);
  const override = places.find((place) => place.override);
  return override === undefined ? places : [override];
}

/** Where the user's file of a client is on this system, as people write it (`~/.cursor/mcp.json`); null where it has none. */
export function configLocation(client: ClientDefinition, machine: Machine): string | null {
  return userPlaces(client, machine)[0]?.shown ?? null;
}

/**
 * The absolute paths where a client's file may be, in order: the user's, or the project's where one is given (a
 * relative one counts from the working directory). Empty where the client has no such file. Looks at no disk.
 */
export function candidatePaths(
  client: ClientDefinition,
  machine: Machine,
  options: { readonly project_dir?: string | undefined } = {},
): string[] {
  const { project_dir: project } = options;
  if (project === undefined) return userPlaces(client, machine).map((place) => place.absolute);
  const folder = pathsOf(machine).resolve(machine.workingDirectory, project);
  return (client.project ?? []).map((relative) => pathsOf(machine).join(folder, relative));
}

/** The first of the candidates that exists, else the first; null where there are none. */
export async function choosePath(
  candidates: readonly string[],
  exists: (path: string) => Promise<boolean>,
): Promise<string | null> {
  for (const candidate of candidates) {
    if (await exists(candidate)) return candidate;
  }
  return candidates[0] ?? null;
}
