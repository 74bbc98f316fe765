import { z } from 'zod';
import { restoreBackup as restore } from '../deploy/restore-backup.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { backupId } from './backup-output.js';

export const restoreBackup = defineOperation<Services>()({
  name: 'restore_backup',
  summary: "Put a backup in the place of the client's file.",
  description:
    'Writes the bytes of a backup into the file that they were kept of, as safely as a deploy does. What the file held is kept as another backup, so that this can be undone in the same way. What is recorded as deployed stays: status then tells how the file differs from it, and deploy puts our entries back.',
  permission: 'config:deploy',
  effect: 'destructive',
  reach: 'own',
  http: 'POST /v1/backups/{backup_id}/restore',
  mcp: false,
  input: z.strictObject({ backup_id: backupId }),
  output: z
    .object({
      status: z
        .enum(['restored', 'unchanged'])
        .describe('unchanged: the file was as the backup has it already.'),
      backup_id: z.string().describe('The backup.'),
      config_path: z.string().describe('The file that was written.'),
      backup_path: z
        .string()
        .optional()
        .describe('The file as it was before; absent where there was none, or nothing was written.'),
    })
    .meta({ id: 'RestoredBackup' }),
  errors: [
    'backup_not_found',
    'target_forbidden',
    'config_unreadable',
    'config_unwritable',
    'config_changed',
    'deploy_busy',
  ],
  run: (services, { backup_id }, call) => restore(services, backup_id, call),
});
