import { OrchestrationError } from '@mcp-orchestration/core';
import type { Handler } from '../command.js';
import { line, table, toned } from '../printing/view.js';
import { servers } from './draft-view.js';
import { type ProfileOptions, profileKey } from './profile-key.js';
import { untranslatedTable } from './untranslated-view.js';

/** The options of `copy`. */
interface CopyOptions extends ProfileOptions {
  readonly to?: string;
  readonly toProfile?: string;
  readonly replace?: boolean;
  readonly revision?: string;
}

/** `copy` */
export const copy: Handler<CopyOptions> = async ({ call }, { options }) => {
  if (options.to === undefined) {
    throw new OrchestrationError('invalid_input', {
      message: '--to CLIENT names the client to copy to.',
      hint: 'List the clients with: mcp-orchestration client list --all',
    });
  }
  const data = await call('copy_config', {
    ...profileKey(options),
    to_client_id: options.to,
    to_profile_id: options.toProfile,
    replace: options.replace,
    revision: options.revision,
  });
  const { copied, skipped, untranslated } = data;
  const names = copied.length === 0 ? '' : `: ${copied.join(', ')}`;
  return {
    data,
    view: [
      line(`Copied ${servers(copied.length)} into the draft of ${data.client_id}/${data.profile_id}${names}`),
      ...untranslatedTable(untranslated),
      ...(skipped.length === 0
        ? []
        : [
            table(
              ['SKIPPED', 'WHY'],
              skipped.map(({ name, reason }) => [toned(name, 'warn'), reason]),
            ),
          ]),
    ],
    notes: [`Next: mcp-orchestration publish -c ${data.client_id} -p ${data.profile_id}`],
  };
};
