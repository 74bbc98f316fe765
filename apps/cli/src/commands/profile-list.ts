import type { Handler } from '../command.js';
import { type Cell, line, table, toned } from '../printing/view.js';

/** `profile list` */
export const profileList: Handler<{ readonly client: string }> = async ({ call }, { options }) => {
  const data = await call('list_profiles', { client_id: options.client });
  const rows = data.profiles.map((profile): Cell[] => [
    toned(profile.profile_id, 'strong'),
    profile.latest_version === null ? toned('draft only', 'dim') : String(profile.latest_version),
    profile.updated_at ?? '–',
    profile.latest_artifact_id?.slice(0, 12) ?? '–',
  ]);
  const none = line(
    `${data.client_id} has no profile yet. Begin one with: mcp-orchestration draft add SERVER_ID -c ${data.client_id}`,
  );
  return {
    data,
    view: rows.length === 0 ? [none] : [table(['PROFILE', 'RELEASE', 'PUBLISHED', 'ARTIFACT'], rows)],
  };
};
