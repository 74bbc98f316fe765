import { join } from 'node:path';
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

function backupFolder(home: string, target: string): string {
  return join(home, 'backups', sha256Hex(target).slice(0, 32));
}

/** Keep bytes under a path of {@link backupPath}, for the user's eyes alone. What is kept there already is the same. */
export async function keepBackup(
  { files }: Pick<Services, 'files'>,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  if (await readBackup({ files }, path)) return;
  await files.makeFolder(join(path, '..'));
  await files.remove(path);
  await files.create(path, bytes, { mode: 0o600 });
}

/** A backup's bytes; undefined where it is gone, or is not what its name says. */
export async function readBackup(
  { files }: Pick<Services, 'files'>,
  path: string,
): Promise<Buffer | undefined> {
  const bytes = await files.read(path);
  return bytes !== undefined && path.endsWith(`-${sha256Hex(bytes)}.bak`) ? bytes : undefined;
}
