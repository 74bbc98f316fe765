import { dirname, join } from 'node:path';
import type { Services } from '../services.js';
import { sha256Hex } from '../sha256.js';

/** Where a target's bytes are kept: `<home>/backups/<target's hash>/<time>-<their hash>.bak`. */
export function backupPath(
  { settings, clock }: Pick<Services, 'settings' | 'clock'>,
  target: string,
  bytes: Uint8Array,
): string {
  const time = clock.now().toISOString().replaceAll(/[:.]/g, '-');
  return join(backupFolder(settings.home, target), `${time}-${sha256Hex(bytes)}.bak`);
}

/** The folder of a target's backups. */
export function backupFolder(home: string, target: string): string {
  return join(home, 'backups', sha256Hex(target).slice(0, 32));
}

/** The file of a backup folder that says whose backups it holds: the folder's own name does not tell. */
export const TARGET_NOTE = 'target';

/** Bytes to keep: of which file, and under which path of {@link backupPath}. */
export interface Backup {
  readonly target: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Keep bytes for the user's eyes alone. What is kept under that path already is the same. */
export async function keepBackup(
  { files }: Pick<Services, 'files'>,
  { target, path, bytes }: Backup,
): Promise<void> {
  if (await readBackup({ files }, path)) return;
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
  { files }: Pick<Services, 'files'>,
  path: string,
): Promise<Buffer | undefined> {
  const bytes = await files.read(path);
  return bytes !== undefined && path.endsWith(`-${sha256Hex(bytes)}.bak`) ? bytes : undefined;
}
