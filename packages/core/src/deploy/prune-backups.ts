import type { BackupRetention } from '../ports/backup-retention.js';
import type { Stores } from '../ports/stores.js';
import type { Services } from '../services.js';
import { findBackups } from './find-backups.js';

/** Unless chosen otherwise. */
export const DEFAULT_RETENTION: BackupRetention = { count: 100, days: 90 };

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Take away the backups of a file that are too many or too old. The newest stays, and so does each that is still
 * needed to give back what was there: before the first deploy, and in the place of an entry of ours.
 * To be called under the target's lock. Gives the paths that went.
 */
export async function pruneBackups(services: Services, target: string): Promise<string[]> {
  const { files, stores, machine, clock, settings } = services;
  const { count, days } = settings.retention ?? DEFAULT_RETENTION;
  const oldest = new Date(clock.now().getTime() - days * DAY_MS).toISOString();
  const needed = await neededBackups(stores, { host_id: machine.hostId, target });
  const gone: string[] = [];
  for (const [index, { name, path, created_at }] of (await findBackups(services, target)).entries()) {
    const spare = index >= count || created_at < oldest;
    if (index === 0 || !spare || needed.has(name)) continue;
    await files.remove(path);
    gone.push(path);
  }
  return gone;
}

/** The names of the backups that a file's record refers to, or will when a write that is under way has been settled. */
export async function neededBackups(
  { deployments }: Stores,
  key: { readonly host_id: string; readonly target: string },
): Promise<ReadonlySet<string>> {
  const records = [await deployments.find(key), ...(await deployments.intents(key))];
  const names = records.flatMap((record) => [
    record?.deployment?.first_backup,
    ...(record?.entries ?? []).map(({ replaced_in }) => replaced_in),
  ]);
  return new Set(names.filter((name) => typeof name === 'string'));
}
