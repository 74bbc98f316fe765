import type { Handler } from '../command.js';
import { line } from '../printing/view.js';
import { servers } from './draft-view.js';
import { type ProfileOptions, profileKey } from './profile-key.js';

/** `draft clear` */
export const draftClear: Handler<ProfileOptions> = async ({ call, confirm }, { options }) => {
  await confirm(`Take every server out of the draft of ${options.client}/${options.profile}?`);
  const data = await call('clear_draft_config', profileKey(options));
  return {
    data,
    view: [
      line(
        `Cleared the draft of ${data.client_id}/${data.profile_id}; it had ${servers(data.previous_count)}.`,
      ),
    ],
  };
};
