import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { changesTable } from './deployment-view.js';
import { type FileOptions, fileFields } from './file-options.js';
import { type ProfileOptions, profileKey } from './profile-key.js';

/** The options of `undeploy`. */
interface UndeployOptions extends ProfileOptions, FileOptions {
  readonly force?: boolean;
}

/** `undeploy` */
export const undeploy: Handler<UndeployOptions> = async ({ call, confirm }, { options }) => {
  await confirm(`Take the entries of ${options.client}/${options.profile} out of the file?`);
  const data = await call('undeploy_config', {
    ...profileKey(options),
    ...fileFields(options),
    force: options.force,
  });
  const how = data.restored
    ? 'the file is as it was before the first deploy'
    : 'what others changed since has stayed';
  return {
    data,
    view: [
      line(
        toned('Undeployed ', 'good'),
        `${data.client_id}/${data.profile_id} from ${data.config_path}: ${how}.`,
      ),
      ...changesTable(data.changes),
    ],
  };
};
