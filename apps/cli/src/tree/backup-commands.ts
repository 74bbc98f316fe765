import type { CommandSpec } from '../command.js';
import { yesOption } from './options.js';

const backupArgument = { name: '<backup_id>', description: 'as "backup list" names it' };

/** What clients' files held before they were written. */
export const backupCommands: readonly CommandSpec[] = [
  {
    path: 'backup list',
    summary: "list what clients' files held before they were written",
    description:
      'Newest first. The newest of each file stays, and so does what undeploy may have to give back; of the others 100 of a file stay for 90 days (MCP_ORCHESTRATION_BACKUP_COUNT, MCP_ORCHESTRATION_BACKUP_DAYS).',
    options: [{ flags: '-c, --client <id>', description: 'only of the file of this client' }],
    examples: [['backup list -c cursor', "what Cursor's file held, and when"]],
    load: async () => (await import('../commands/backup-list.js')).backupList,
  },
  {
    path: 'backup show',
    summary: 'show what restoring a backup would change, secrets masked',
    args: [backupArgument],
    examples: [['backup show 1f2e3d4c5b6a7980', 'a diff from the file to the backup']],
    load: async () => (await import('../commands/backup-show.js')).backupShow,
  },
  {
    path: 'backup restore',
    summary: 'put a backup in the place of the file, byte for byte',
    args: [backupArgument],
    options: [yesOption],
    examples: [
      ['backup restore 1f2e3d4c5b6a7980 --yes', 'what the file held is kept too, so that this can be undone'],
    ],
    load: async () => (await import('../commands/backup-restore.js')).backupRestore,
  },
];
