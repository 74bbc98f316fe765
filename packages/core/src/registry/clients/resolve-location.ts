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

/** On Windows the case of a variable's name means nothing. */
function windowsVariable({ env }: Machine, name: string): string | undefined {
  return Object.entries(env).find(([key]) => key.toUpperCase() === name.toUpperCase())?.[1];
}

/** A variable that holds a folder or file. Relative ones are skipped, as the XDG specification asks. */
function absoluteVariable(machine: Machine, name: string): string | undefined {
  const value = machine.platform === 'win32' ? windowsVariable(machine, name) : machine.env[name];
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

/** The places of each machine's clients: its variables are those that the process was started with. */
const KNOWN_PLACES = new WeakMap<Machine, Map<ClientDefinition, readonly Place[]>>();

function userPlaces(client: ClientDefinition, machine: Machine): readonly Place[] {
  const known = KNOWN_PLACES.get(machine) ?? new Map<ClientDefinition, readonly Place[]>();
  KNOWN_PLACES.set(machine, known);
  const places = known.get(client) ?? findUserPlaces(client, machine);
  known.set(client, places);
  return places;
}

function findUserPlaces(client: ClientDefinition, machine: Machine): readonly Place[] {
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

/** What the choice among the candidates of all clients follows from, in one text: which of them are there. */
export function choicesAmong(
  clients: readonly ClientDefinition[],
  { machine, isThere }: { machine: Machine; isThere: (path: string) => boolean },
): string {
  const seen = (client: ClientDefinition): string => {
    const [first, ...others] = candidatePaths(client, machine);
    // Without another one the first is chosen whether or not it is there.
    const there = others.filter(isThere);
    return there.length === 0 || first === undefined ? '' : [isThere(first), ...there].join();
  };
  return clients.map(seen).join(';');
}

/** The first of the candidates that exists, else the first; null where there are none. */
export async function choosePath(
  candidates: readonly string[],
  exists: (path: string) => Promise<boolean>,
): Promise<string | null> {
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  for (const other of others) {
    // The first is looked at only where it makes a difference: mostly none exists.
    if (await exists(other)) return (await exists(first)) ? first : other;
  }
  return first;
}
