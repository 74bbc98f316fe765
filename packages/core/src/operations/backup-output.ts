import { z } from 'zod';
import type { FoundBackup } from '../deploy/find-backups.js';
import { neededBackups } from '../deploy/prune-backups.js';
import type { Services } from '../services.js';
import { timestamp } from './fields.js';

/** The fields by which a backup is shown. */
export const backupOutput = {
  backup_id: z.string().describe('16 hexadecimal digits.'),
  config_path: z.string().describe('The file that it is a backup of.'),
  created_at: timestamp.describe('When the file was as the backup has it, and about to be written.'),
  size: z.int().describe('In bytes.'),
  backup_path: z.string().describe('Where the backup is.'),
  needed: z
    .boolean()
    .describe('Whether it is kept, however old, because undeploying may have to give back what it holds.'),
};

/** A backup as it is shown. */
export async function showBackup(
  { stores, machine }: Services,
  { target, path, name, ...facts }: FoundBackup,
) {
  const needed = await neededBackups(stores, { host_id: machine.hostId, target });
  return { ...facts, config_path: target, backup_path: path, needed: needed.has(name) };
}

/** An id as it is given. */
export const backupId = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'The id of a backup is 16 hexadecimal digits.')
  .describe('As list_backups names it.');
