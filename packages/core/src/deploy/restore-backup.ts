import type { Call } from '../operation.js';
import type { Services } from '../services.js';
import { requireReachableTarget } from './client-of-target.js';
import { findBackup } from './find-backups.js';
import { replaceFile } from './replace-file.js';
import { requireWholeFileReach } from './require-recorded-reach.js';
import { settleIntents } from './settle-intents.js';
import { backupBytes } from './show-backup.js';

/** What came of restoring a backup. */
export interface RestoreResult {
  readonly status: 'restored' | 'unchanged';
  readonly backup_id: string;
  readonly config_path: string;
  /** What the file held before, by which this is undone; absent where there was no file, or nothing was written. */
  readonly backup_path?: string;
}

/**
 * Put the bytes of a backup in the place of the file that they were kept of, as safely as a deploy writes: locked,
 * recorded, with a backup of what was there. What is recorded of a deployment stays as it is, for it tells what is
 * ours: drift then says how the file differs from it, and a deploy puts that back.
 * @throws OrchestrationError `forbidden`, `backup_not_found`, `target_forbidden`, `config_unreadable`,
 * `config_unwritable`, `config_changed`, `deploy_busy`.
 */
export async function restoreBackup(
  services: Services,
  id: string,
  call: Pick<Call, 'principal' | 'signal'>,
): Promise<RestoreResult> {
  const backup = await findBackup(services, id);
  await requireReachableTarget(services, { target: backup.target, principal: call.principal });
  const bytes = await backupBytes(services, backup);
  call.signal.throwIfAborted();
  const { target } = backup;
  return services.locks.whileHeld(target, async () => {
    await settleIntents(services, target);
    const record = await services.stores.deployments.find({ host_id: services.machine.hostId, target });
    requireWholeFileReach(call.principal, record);
    const { written, backup: kept } = await replaceFile(services, {
      target,
      operation: 'restore',
      record,
      facts: {
        ...(record === undefined
          ? {}
          : { client_id: record.deployment.client_id, profile_id: record.deployment.profile_id }),
        detail: { target, backup_id: backup.backup_id },
      },
      rewrite: () => ({ bytes, record }),
    });
    return {
      status: written ? 'restored' : 'unchanged',
      backup_id: backup.backup_id,
      config_path: target,
      ...(kept === null ? {} : { backup_path: kept }),
    };
  });
}
