import type { Handler } from '../command.js';
import { type Drift, driftView } from './drift-view.js';
import { type FileOptions, fileFields } from './file-options.js';
import { profileFlags, profileKey } from './profile-key.js';
import { statusOfAll } from './status-of-all.js';

/** The exit code of `status --exit-code` where the file is not what was released. */
export const DRIFT_EXIT_CODE = 7;

/** The options of `status`. */
interface StatusOptions extends FileOptions {
  readonly client?: string;
  readonly profile?: string;
  readonly exitCode?: boolean;
  readonly watch?: boolean;
}

/** `status`: of one profile, or of all in one table. */
export const status: Handler<StatusOptions> = async (context, { options }) => {
  if (options.watch === true) {
    const { watchUntilSignal } = await import('./watch.js');
    return watchUntilSignal(context, options);
  }
  const wanted = options.exitCode === true;
  const isNamed = [options.client, options.target, options.project].some((name) => name !== undefined);
  if (!isNamed) {
    const { inSync, ...answer } = await statusOfAll(context, options.profile);
    return { ...answer, exitCode: wanted && !inSync ? DRIFT_EXIT_CODE : 0 };
  }
  const profile = { client: options.client ?? 'claude-desktop', profile: options.profile ?? 'default' };
  const data = await context.call('check_drift', { ...profileKey(profile), ...fileFields(options) });
  return {
    data,
    view: driftView(data),
    notes: adviceFor(data, profileFlags(profile)),
    exitCode: wanted && data.status !== 'in_sync' ? DRIFT_EXIT_CODE : 0,
  };
};

function adviceFor({ status: state, latest_version }: Drift, flags: string): string[] {
  if (state === 'in_sync') return [];
  if (state === 'unreadable') return ['Repair the file, then look again.'];
  if (state === 'drifted' || state === 'conflict') {
    return [`See what a deploy would do with: mcp-orchestration deploy${flags} --dry-run`];
  }
  if (latest_version === null) {
    return [
      `Nothing has been published. Next: mcp-orchestration draft add SERVER${flags}, or draft import${flags} to begin with what the file holds`,
      `Then: mcp-orchestration publish${flags}`,
    ];
  }
  return [`Next: mcp-orchestration deploy${flags}`];
}
