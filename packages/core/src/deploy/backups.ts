import { dirname, join } from 'node:path';
import type { Services } from '../services.js';
import { sha256Hex } from '../sha256.js';
import { fileError } from './file-error.js';

/**
 * The name under which a target's bytes are kept: `<target's hash>/<time>-<their hash>.bak`. It is what is recorded:
 * a home that is moved takes its backups along.
 */
export function backupName(
  { clock }: Pick<Services, 'clock'>,
  { target, bytes }: { readonly target: string; readonly bytes: Uint8Array },
): string {
  const time = clock.now().toISOString().replaceAll(/[:.]/g, '-');
  return `${folderName(target)}/${time}-${sha256Hex(bytes)}.bak`;
}

/** The file of a backup, under `<home>/backups`. */
export function backupFile({ settings }: Pick<Services, 'settings'>, name: string): string {
  return join(settings.home, 'backups', name);
}

/** The folder of a target's backups. */
export function backupFolder(home: string, target: string): string {
  return join(home, 'backups', folderName(target));
}

function folderName(target: string): string {
  return sha256Hex(target).slice(0, 32);
}

/** The file of a backup folder that says whose backups it holds: the folder's own name does not tell. */
export const TARGET_NOTE = 'target';

/** Bytes to keep: of which file, and under which name of {@link backupName}. */
export interface Backup {
  readonly target: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Keep bytes for the user's eyes alone. What is kept under that name already is the same.
 * @throws OrchestrationError `config_unwritable`, naming the folder of the backups and not the file they are of.
 */
export async function keepBackup(
  services: Pick<Services, 'files' | 'settings'>,
  backup: Backup,
): Promise<void> {
  const path = backupFile(services, backup.name);
  try {
    if ((await readBackup(services, backup.name)) === undefined) await create(services.files, path, backup);
  } catch (error) {
    throw fileError(error, { path: dirname(path), doing: 'written' });
  }
}

async function create(files: Services['files'], path: string, { target, bytes }: Backup): Promise<void> {
  const folder = dirname(path);
  await files.makeFolder(folder);
  await noteTarget(files, { path: join(folder, TARGET_NOTE), target });
  await files.remove(path);
  await files.create(path, bytes, { mode: 0o600 });
}

async function noteTarget(
  files: Services['files'],
  { path, target }: { path: string; target: string },
): Promise<void> {
  if ((await files.read(path))?.toString('utf8') === target) return;
  await files.remove(path);
  await files.create(path, Buffer.from(target), { mode: 0o600 });
}

/** A backup's bytes; undefined where it is gone, or is not what its name says. */
export async function readBackup(
  services: Pick<Services, 'files' | 'settings'>,
  name: string,
): Promise<Buffer | undefined> {
  const bytes = await services.files.read(backupFile(services, name));
  return bytes !== undefined && name.endsWith(`-${sha256Hex(bytes)}.bak`) ? bytes : undefined;
}
