import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { diffLines } from './deployment-view.js';

/** `backup show` */
export const backupShow: Handler = async ({ call }, { args: [backup_id] }) => {
  const data = await call('show_backup', { backup_id });
  return {
    data,
    view: [
      line(toned(data.backup_id, 'strong'), ` of ${data.config_path}, as it was at ${data.created_at}`),
      line(toned('in    ', 'dim'), data.backup_path),
      ...diffView(data.diff),
    ],
    notes: [`Put it back with: mcp-orchestration backup restore ${data.backup_id}`],
  };
};

function diffView(diff: string | null) {
  if (diff === null) return [line('One of the two does not parse, so that no secret in it can be masked.')];
  return diff === '' ? [line('The file is as the backup has it.')] : diffLines(diff);
}
