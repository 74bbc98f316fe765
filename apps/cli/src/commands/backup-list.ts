import type { Handler } from '../command.js';
import { type Cell, line, table, toned } from '../printing/view.js';

/** `backup list` */
export const backupList: Handler<{ readonly client?: string }> = async ({ call }, { options }) => {
  const data = await call('list_backups', { client_id: options.client });
  const rows = data.backups.map((backup): Cell[] => [
    toned(backup.backup_id, 'strong'),
    backup.created_at,
    backup.client_id ?? '–',
    String(backup.size),
    backup.needed ? 'for undeploy' : '',
    backup.config_path,
  ]);
  const headers = ['BACKUP', 'FILE AS IT WAS', 'CLIENT', 'BYTES', 'KEPT', 'FILE'];
  return { data, view: [rows.length === 0 ? line('There are no backups yet.') : table(headers, rows)] };
};
