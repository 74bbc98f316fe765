import type { Handler } from '../command.js';
import { type Cell, line, table, toned } from '../printing/view.js';
import { type ProfileOptions, profileFlags, profileKey } from './profile-key.js';

/** The options of `history`. */
interface HistoryOptions extends ProfileOptions {
  readonly limit?: string;
  readonly cursor?: string;
}

/** `history` */
export const history: Handler<HistoryOptions> = async ({ call }, { options }) => {
  const data = await call('list_releases', {
    ...profileKey(options),
    limit: options.limit,
    cursor: options.cursor,
  });
  const rows = data.releases.map((release): Cell[] => [
    toned(String(release.version), 'strong'),
    release.created_at,
    release.server_count === null ? 'damaged' : String(release.server_count),
    release.artifact_id.slice(0, 12),
    release.rolled_back_to === undefined
      ? (release.changelog ?? '')
      : `back to release ${release.rolled_back_to}`,
  ]);
  const none = line(`Nothing has been published for ${options.client}/${options.profile}.`);
  return {
    data,
    view:
      rows.length === 0
        ? [none]
        : [table(['RELEASE', 'PUBLISHED', 'SERVERS', 'ARTIFACT', 'CHANGELOG'], rows)],
    notes:
      data.next_cursor === undefined
        ? []
        : [`Older ones: mcp-orchestration history${profileFlags(options)} --cursor ${data.next_cursor}`],
  };
};
