import { basename, dirname, join, resolve } from 'node:path';
import { OrchestrationError } from '../errors.js';
import type { FileFacts, FileSystem } from '../ports/file-system.js';
import { fileError, systemCode } from './file-error.js';

/** As many links as systems follow before they call it a loop. */
const MAXIMUM_LINKS = 40;

/**
 * The real path of a client's file, every link followed, whether or not the file is there: what locks, ledger and
 * backups are kept by. A dangling link leads to its destination.
 * @throws OrchestrationError `config_unreadable` where the path is a loop, a folder, a pipe, a device;
 * `config_unwritable` where it is a link into a folder that does not exist.
 */
export async function locateTarget(files: FileSystem, path: string): Promise<string> {
  try {
    return await follow(files, resolve(path));
  } catch (error) {
    throw fileError(error, { path, doing: 'read' });
  }
}

async function follow(files: FileSystem, path: string): Promise<string> {
  let here = path;
  for (let links = 0; links < MAXIMUM_LINKS; links += 1) {
    const place = join(await realFolder(files, dirname(here)), basename(here));
    const facts = await files.facts(place);
    if (facts?.kind !== 'symlink') {
      requireFile(facts, path);
      if (facts === undefined && links > 0) await requireFolder(files, { place, path });
      return place;
    }
    here = resolve(dirname(place), await files.readLink(place));
  }
  throw Object.assign(new Error('ELOOP'), { code: 'ELOOP' });
}

function requireFile(facts: FileFacts | undefined, path: string): void {
  if (facts === undefined || facts.kind === 'file') return;
  const what = facts.kind === 'directory' ? 'a folder' : 'a pipe, socket or device';
  throw new OrchestrationError('config_unreadable', { message: `${path} is ${what}, not a file.` });
}

/** A link into nowhere is more likely a mistake than a wish for new folders. */
async function requireFolder(
  files: FileSystem,
  { place, path }: { place: string; path: string },
): Promise<void> {
  if ((await files.facts(dirname(place)))?.kind === 'directory') return;
  throw new OrchestrationError('config_unwritable', {
    message: `${path} is a link to ${place}, whose folder does not exist.`,
    hint: 'Repair the link, or make the folder.',
  });
}

/** The real path of a folder; of its deepest part that is there, where it is not. */
async function realFolder(files: FileSystem, path: string): Promise<string> {
  try {
    return await files.realPath(path);
  } catch (error) {
    const parent = dirname(path);
    if (systemCode(error) !== 'ENOENT' || parent === path) throw error;
    return join(await realFolder(files, parent), basename(path));
  }
}
