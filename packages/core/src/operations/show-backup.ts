import { z } from 'zod';
import { findBackup } from '../deploy/find-backups.js';
import { requireLocal } from '../deploy/require-local.js';
import { backupDiff } from '../deploy/show-backup.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { backupId, backupOutput, showBackup as show } from './backup-output.js';

export const showBackup = defineOperation<Services>()({
  name: 'show_backup',
  summary: 'Show what restoring a backup would change.',
  description:
    "Compares the file as it is now with a backup of it: a unified diff, secrets masked. For the person at the machine alone, since a client's file may hold anything.",
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/backups/{backup_id}',
  mcp: false,
  input: z.strictObject({ backup_id: backupId }),
  output: z
    .object({
      ...backupOutput,
      diff: z
        .string()
        .nullable()
        .describe('From the file to the backup; empty where they are equal, null where one does not parse.'),
    })
    .meta({ id: 'Backup' }),
  errors: ['backup_not_found', 'config_unreadable'],
  async run(services, { backup_id }, { principal }) {
    requireLocal(principal, 'The text of a backup');
    const backup = await findBackup(services, backup_id);
    return { ...(await show(services, backup)), diff: await backupDiff(services, backup) };
  },
});
