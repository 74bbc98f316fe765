import { resolve } from 'node:path';
import type { Handler } from '../command.js';
import { line, table, toned } from '../printing/view.js';
import { servers } from './draft-view.js';
import { type ProfileOptions, profileFlags, profileKey } from './profile-key.js';
import { readText } from './read-text.js';

/** The options of `draft import`. */
interface ImportOptions extends ProfileOptions {
  readonly file?: string;
  readonly project?: string;
  readonly extractSecrets?: boolean;
}

/** `draft import` */
export const draftImport: Handler<ImportOptions> = async ({ call, server }, { options }) => {
  const { file, project } = options;
  // A server has other files than the machine on which this one was named.
  const isText = file === '-' || (file !== undefined && server !== undefined);
  const data = await call('import_config', {
    ...profileKey(options),
    ...(isText ? { text: await readText(file) } : {}),
    ...(file === undefined || isText ? {} : { file: resolve(file) }),
    ...(project === undefined ? {} : { project_dir: resolve(project) }),
    extract_secrets: options.extractSecrets,
  });
  const { imported, skipped, secrets_file } = data;
  return {
    data,
    view: [
      line(
        `Imported ${servers(imported.length)} into the draft of ${data.client_id}/${data.profile_id}: ${imported.join(', ')}`,
      ),
      ...(skipped.length === 0
        ? []
        : [
            table(
              ['SKIPPED', 'WHY'],
              skipped.map(({ name, reason }) => [toned(name, 'warn'), reason]),
            ),
          ]),
      ...(secrets_file === undefined
        ? []
        : [line('The values of the secrets are in ', toned(secrets_file, 'strong'))]),
    ],
    notes: [`Next: mcp-orchestration validate${profileFlags(options)}`],
  };
};
