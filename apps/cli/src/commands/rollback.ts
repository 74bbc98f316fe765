import { OrchestrationError } from '@mcp-orchestration/core';
import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { deploymentView } from './deployment-view.js';
import { type FileOptions, fileFields } from './file-options.js';
import { type ProfileOptions, profileFlags, profileKey } from './profile-key.js';

/** The options of `rollback`. */
interface RollbackOptions extends ProfileOptions, FileOptions {
  readonly to?: string;
  readonly deploy?: boolean;
  readonly force?: boolean;
  readonly inlineSecrets?: boolean;
}

/** `rollback` */
export const rollback: Handler<RollbackOptions> = async ({ call, confirm }, { options }) => {
  if (options.to === undefined) {
    throw new OrchestrationError('invalid_input', {
      message: '--to N names the release to go back to.',
      hint: `See the releases with: mcp-orchestration history${profileFlags(options)}`,
    });
  }
  if (options.deploy === true) {
    await confirm(
      `Go back to release ${options.to} of ${options.client}/${options.profile} and write it into the file?`,
    );
  }
  const data = await call('rollback_config', {
    ...profileKey(options),
    ...fileFields(options),
    to: options.to,
    deploy: options.deploy,
    force: options.force,
    inline_secrets: options.inlineSecrets,
  });
  const { status, version, rolled_back_to, deployment } = data;
  const of = `${data.client_id}/${data.profile_id}`;
  const release = toned(`release ${version}`, 'strong');
  const held = `what release ${rolled_back_to} held.`;
  return {
    data,
    view: [
      status === 'unchanged'
        ? line('Nothing was changed: ', release, ` of ${of} is the latest, and holds ${held}`)
        : line(`Rolled ${of} back: `, release, ` holds ${held}`),
      ...(deployment === undefined ? [] : deploymentView(deployment)),
    ],
    notes:
      deployment === undefined && status !== 'unchanged'
        ? [`Next: mcp-orchestration deploy${profileFlags(options)}`]
        : [],
  };
};
