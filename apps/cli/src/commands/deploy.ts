import type { CommandContext, Handler } from '../command.js';
import { deploymentView } from './deployment-view.js';
import { type FileOptions, fileFields } from './file-options.js';
import { type ProfileOptions, profileFlags, profileKey } from './profile-key.js';

/** The options of `deploy`. */
interface DeployOptions extends ProfileOptions, FileOptions {
  readonly release?: string;
  readonly artifactId?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly inlineSecrets?: boolean;
}

/** `deploy`. At a terminal the plan is shown first. */
export const deploy: Handler<DeployOptions> = async (context, { options }) => {
  const input = {
    ...profileKey(options),
    ...fileFields(options),
    version: options.release,
    artifact_id: options.artifactId,
    force: options.force,
    inline_secrets: options.inlineSecrets,
  };
  if (options.dryRun !== true) await showPlan(context, input);
  const data = await context.call('deploy_config', { ...input, dry_run: options.dryRun });
  const notes =
    data.status === 'deployed'
      ? [
          `The client reads its file when it is started again. Check it with: mcp-orchestration status${profileFlags(options)}`,
        ]
      : [];
  return { data, view: deploymentView(data), notes };
};

/** A plan without a change is not asked about: there is nothing to agree to. */
async function showPlan(
  { call, confirm, interactive, note }: CommandContext,
  input: Record<string, unknown>,
): Promise<void> {
  if (!interactive) return;
  const plan = await call('deploy_config', { ...input, dry_run: true });
  if (plan.changes.every(({ action }) => action === 'keep')) return;
  note(deploymentView(plan));
  await confirm(`Write ${plan.config_path}?`);
}
