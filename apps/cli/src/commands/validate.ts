import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { servers } from './draft-view.js';
import { faultLines } from './fault-view.js';
import { type ProfileOptions, profileFlags, profileKey } from './profile-key.js';

/** `validate`. A draft that does not validate exits as bad input does. */
export const validate: Handler<ProfileOptions> = async ({ call }, { options }) => {
  const data = await call('validate_config', profileKey(options));
  const what = `the draft of ${data.client_id}/${data.profile_id} (${servers(data.server_count)})`;
  const head = data.valid
    ? line(toned('Valid', 'good'), `: ${what}`)
    : line(toned('Not valid', 'bad'), `: ${what}`);
  const next = data.valid ? [`Next: mcp-orchestration publish${profileFlags(options)}`] : [];
  return {
    data,
    view: [head, ...faultLines([...data.errors, ...data.warnings])],
    notes: next,
    exitCode: data.valid ? 0 : 2,
  };
};
