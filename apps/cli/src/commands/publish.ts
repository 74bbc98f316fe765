import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { servers } from './draft-view.js';
import { faultLines } from './fault-view.js';
import { type ProfileOptions, profileFlags, profileKey } from './profile-key.js';

/** The options of `publish`. */
export interface PublishOptions extends ProfileOptions {
  readonly changelog?: string;
  readonly allowLiteralSecrets?: boolean;
  readonly force?: boolean;
  readonly revision?: string;
}

/** `publish` */
export const publish: Handler<PublishOptions> = async ({ call }, { options }) => {
  const data = await call('publish_config', {
    ...profileKey(options),
    changelog: options.changelog,
    allow_literal_secrets: options.allowLiteralSecrets,
    force: options.force,
    revision: options.revision,
  });
  const release = toned(`release ${data.version}`, 'strong');
  const of = ` of ${data.client_id}/${data.profile_id}`;
  const head =
    data.status === 'published'
      ? line('Published ', release, `${of}: ${servers(data.server_count)}.`)
      : line('Unchanged: ', release, `${of} holds the same already.`);
  return {
    data,
    view: [head, line(toned('artifact  ', 'dim'), data.artifact_id), ...faultLines(data.warnings)],
    notes: [`Next: mcp-orchestration deploy${profileFlags(options)}`],
  };
};
