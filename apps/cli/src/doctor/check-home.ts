import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, fault, ok, warning } from './finding.js';

/** What of the home only its owner may read. */
const PRIVATE_FOLDERS = ['.', 'keys', 'backups', 'secrets'] as const;

/** What was found of the home, and whether there is one to be opened. */
export interface HomeReport {
  readonly findings: readonly Finding[];
  readonly usable: boolean;
}

/** Look at the home before it is opened: opening makes it, and narrows its mode. */
export async function checkHome(home: string): Promise<HomeReport> {
  const stopped = await findObstacle(home);
  if (stopped !== undefined) return { findings: [stopped], usable: false };
  const open = process.platform === 'win32' ? [] : await findOpenPaths(home);
  const findings = open.map(({ path, mode }) =>
    fault('home', `${path} can be read by others (mode ${mode.toString(8)}).`, `Run: chmod go-rwx ${path}`),
  );
  return { findings: open.length === 0 ? [ok('home', home)] : findings, usable: true };
}

/** What keeps the home from being opened at all. */
async function findObstacle(home: string): Promise<Finding | undefined> {
  const facts = await stat(home).catch((error: NodeJS.ErrnoException) => error);
  if (!(facts instanceof Error)) {
    if (facts.isDirectory()) return undefined;
    return fault('home', `${home} is no folder.`, 'Choose another with --home DIR.');
  }
  if (facts.code === 'ENOENT')
    return warning('home', `${home} does not exist yet.`, 'Run: mcp-orchestration init');
  return fault(
    'home',
    `${home} cannot be read (${facts.code ?? facts.message}).`,
    'See that this user owns it.',
  );
}

async function findOpenPaths(home: string): Promise<OpenPath[]> {
  const found = await Promise.all(PRIVATE_FOLDERS.map((folder) => openPaths(join(home, folder))));
  return found.flat();
}

interface OpenPath {
  readonly path: string;
  readonly mode: number;
}

/** The folder and its files, as far as others than the owner may read or write them. Public keys are public. */
async function openPaths(folder: string): Promise<OpenPath[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = names
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.pub.pem'))
    .map(({ name }) => join(folder, name));
  const found = await Promise.all([folder, ...files].map(modeOf));
  // Within a folder that is closed to others, the mode of a file that holds no secret by itself does not matter.
  return found.filter(({ path, mode }) => (mode & 0o077) !== 0 && (path === folder || path.endsWith('.pem')));
}

async function modeOf(path: string): Promise<OpenPath> {
  const facts = await stat(path).catch(() => undefined);
  return { path, mode: (facts?.mode ?? 0) & 0o777 };
}
