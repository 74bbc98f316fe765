import { type DriftEvent, watchFiles } from '@mcp-orchestration/core';
import type { CommandContext, Handler } from '../command.js';
import { openLocal } from '../compose.js';
import { type Block, line, type Tone, toned, type View } from '../printing/view.js';
import { visibleJson } from '../printing/visible.js';
import { localOnly } from '../remote/local-only.js';
import { reportInternalError } from '../report-internal-error.js';
import { untilSignal } from '../serve/until-signal.js';
import { changesTable } from './deployment-view.js';
import { statesTable } from './drift-view.js';
import { type FileOptions, fileFields } from './file-options.js';
import { profileKey } from './profile-key.js';

/** What is to be watched. */
interface WatchOptions extends FileOptions {
  readonly client?: string;
  readonly profile?: string;
  readonly heal?: boolean;
  readonly inlineSecrets?: boolean;
}

/** `watch` */
export const watch: Handler<WatchOptions> = async (context, { options }) =>
  watchUntilSignal(context, options);

/** Tell each event, as a line of JSON or for people, until a signal. */
export async function watchUntilSignal(
  { home, server, json, show }: Pick<CommandContext, 'home' | 'server' | 'json' | 'show'>,
  options: WatchOptions,
): Promise<undefined> {
  // Files are watched by the system that they are on.
  if (server !== undefined) throw localOnly('watch');
  const local = await openLocal({ home, onInternalError: reportInternalError });
  const ending = new AbortController();
  void untilSignal().then(() => ending.abort());
  try {
    const { principal, core } = local;
    const request = {
      files: filesOf(options),
      heal: options.heal,
      inline_secrets: options.inlineSecrets,
    };
    for await (const event of watchFiles(core, request, { principal, signal: ending.signal })) {
      if (json) process.stdout.write(`${visibleJson(event, { oneLine: true })}\n`);
      else show({ data: event, view: eventView(event) });
    }
  } finally {
    await local.close();
  }
  return undefined;
}

/** The one file that is named, or every file that something is deployed in. */
function filesOf(options: WatchOptions) {
  const { client, profile, target, project } = options;
  if ([client, profile, target, project].every((name) => name === undefined)) return undefined;
  const key = profileKey({ client: client ?? 'claude-desktop', profile: profile ?? 'default' });
  return [{ ...key, ...fileFields(options) }];
}

const CAUSES = {
  in_sync: ['in sync', 'good'],
  edited: ['edited', 'bad'],
  entry_removed: ['entry removed', 'bad'],
  file_replaced: ['file replaced', 'bad'],
  file_gone: ['file gone', 'bad'],
  file_unreadable: ['file unreadable', 'bad'],
  outdated: ['outdated', 'warn'],
  not_deployed: ['not deployed', 'dim'],
} as const satisfies Record<DriftEvent['cause'], readonly [words: string, tone: Tone]>;

function eventView(event: DriftEvent): View {
  const [words, tone] = CAUSES[event.cause];
  return [
    line(
      toned(`${event.at}  `, 'dim'),
      toned(`${event.client_id}/${event.profile_id}`, 'strong'),
      ' ',
      toned(words, tone),
      `  ${event.config_path ?? ''}`,
    ),
    ...(event.detail === undefined ? [] : [line(event.detail)]),
    ...statesTable(event),
    ...healView(event),
  ];
}

function healView({ healed, heal_error }: DriftEvent): Block[] {
  if (heal_error !== undefined) return [line(toned('Not put back: ', 'bad'), heal_error)];
  return healed === undefined ? [] : [line(toned('Put back:', 'good')), ...changesTable(healed.changes)];
}
