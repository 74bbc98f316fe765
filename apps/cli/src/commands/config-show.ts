import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { payloadTable } from './entry-view.js';
import { type ProfileOptions, profileKey } from './profile-key.js';

/** The options of `config show`. */
interface ShowOptions extends ProfileOptions {
  readonly release?: string;
  readonly artifactId?: string;
}

/** `config show` */
export const configShow: Handler<ShowOptions> = async ({ call }, { options }) => {
  const data = await call('get_config', {
    ...profileKey(options),
    version: options.release,
    artifact_id: options.artifactId,
  });
  const { changelog } = data.metadata;
  return {
    data,
    view: [
      line(
        toned(`release ${data.version}`, 'strong'),
        ` of ${data.client_id}/${data.profile_id}, ${data.created_at}`,
      ),
      ...(changelog === undefined ? [] : [line(toned('changelog  ', 'dim'), changelog)]),
      line(toned('artifact   ', 'dim'), data.artifact_id),
      line(toned('signed by  ', 'dim'), data.signing_key_id),
      payloadTable(data.payload),
    ],
  };
};
