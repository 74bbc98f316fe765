import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';

/** `backup restore` */
export const backupRestore: Handler = async ({ call, confirm }, { args: [backup_id] }) => {
  await confirm(`Put backup ${backup_id} in the place of the file?`);
  const data = await call('restore_backup', { backup_id });
  const restored = data.status === 'restored';
  return {
    data,
    view: [
      line(toned(restored ? 'Restored ' : 'Unchanged: ', restored ? 'good' : 'strong'), data.config_path),
      ...(data.backup_path === undefined
        ? []
        : [line(toned(`The file as it was: ${data.backup_path}`, 'dim'))]),
    ],
    notes: restored
      ? ['It is undone in the same way: see mcp-orchestration backup list. What is ours in it: status']
      : [],
  };
};
