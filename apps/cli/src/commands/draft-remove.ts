import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { servers } from './draft-view.js';
import { type ProfileOptions, profileFlags, profileKey } from './profile-key.js';

/** `draft remove` */
export const draftRemove: Handler<ProfileOptions & { readonly revision?: string }> = async (
  { call },
  { args: [server_name], options },
) => {
  const data = await call('remove_server_from_config', {
    ...profileKey(options),
    server_name,
    revision: options.revision,
  });
  return {
    data,
    view: [
      line(
        'Took ',
        toned(data.server_name, 'strong'),
        ` out of the draft of ${data.client_id}/${data.profile_id}: ${servers(data.server_count)}.`,
      ),
    ],
    notes: [`Next: mcp-orchestration publish${profileFlags(options)}`],
  };
};
