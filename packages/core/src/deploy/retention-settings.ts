import type { BackupRetention } from '../ports/backup-retention.js';
import { DEFAULT_RETENTION } from './prune-backups.js';

/**
 * How long backups are kept, from `MCP_ORCHESTRATION_BACKUP_COUNT` (of each file) and
 * `MCP_ORCHESTRATION_BACKUP_DAYS`. What is no number above 0 is taken for the default: nothing is lost by a mistype.
 */
export function retentionFrom(env: Readonly<Record<string, string | undefined>>): BackupRetention {
  return {
    count: wholeNumber(env.MCP_ORCHESTRATION_BACKUP_COUNT) ?? DEFAULT_RETENTION.count,
    days: wholeNumber(env.MCP_ORCHESTRATION_BACKUP_DAYS) ?? DEFAULT_RETENTION.days,
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : undefined;
}
