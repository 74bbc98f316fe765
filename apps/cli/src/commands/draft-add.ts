import { OrchestrationError } from '@mcp-orchestration/core';
import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { servers } from './draft-view.js';
import { lastValues, oneOrMany, readPairs } from './pairs.js';
import { type ProfileOptions, profileFlags, profileKey } from './profile-key.js';

/** The options that state an entry of its own, in place of one of the catalogue. */
interface EntryOptions {
  readonly command?: string;
  readonly arg?: readonly string[];
  readonly cwd?: string;
  readonly url?: string;
  readonly transport?: string;
  readonly header?: readonly string[];
}

/** The options of `draft add`. */
interface AddOptions extends ProfileOptions, EntryOptions {
  readonly param?: readonly string[];
  readonly env?: readonly string[];
  readonly name?: string;
  readonly revision?: string;
}

/** `draft add` */
export const draftAdd: Handler<AddOptions> = async ({ call }, { args: [server_id], options }) => {
  const env = lastValues(readPairs(options.env, { option: '--env', separator: '=' }));
  const data = await call('add_server_to_config', {
    ...profileKey(options),
    server_name: options.name,
    revision: options.revision,
    params: oneOrMany(readPairs(options.param, { option: '--param', separator: '=' })),
    ...whatToAdd({ server_id, env, options }),
  });
  return {
    data,
    view: [
      line(
        'Added ',
        toned(data.server_name, 'strong'),
        ` to the draft of ${data.client_id}/${data.profile_id}: ${servers(data.server_count)}.`,
      ),
    ],
    notes: [`Next: mcp-orchestration publish${profileFlags(options)}`],
  };
};

interface Wanted {
  readonly server_id: string | undefined;
  readonly env: Readonly<Record<string, string>> | undefined;
  readonly options: EntryOptions;
}

/** Either a server of the catalogue, or an entry; never a mixture of which half would be lost. */
function whatToAdd({ server_id, env, options }: Wanted): Record<string, unknown> {
  const { command, url, arg, cwd, transport, header } = options;
  if (server_id === undefined && command === undefined && url === undefined) {
    throw misuse('Give a SERVER_ID of the catalogue, or --command, or --url.');
  }
  if (
    server_id !== undefined &&
    [command, url, arg, cwd, transport, header].some((one) => one !== undefined)
  ) {
    throw misuse(
      'A server of the catalogue takes --param and --env; --command, --arg, --cwd, --url, --transport and --header state an entry without a SERVER_ID.',
    );
  }
  if (server_id !== undefined) return { server_id, env_vars: env };
  return { server: command === undefined ? remoteEntry(env, options) : stdioEntry(env, options) };
}

function stdioEntry(env: Wanted['env'], { command, arg, cwd, url, transport, header }: EntryOptions) {
  if ([url, transport, header].some((one) => one !== undefined)) {
    throw misuse(
      '--command starts a program here; --url, --transport and --header reach one over the network. Give the one or the other.',
    );
  }
  return {
    command,
    ...(arg === undefined ? {} : { args: arg }),
    ...(env === undefined ? {} : { env }),
    ...(cwd === undefined ? {} : { cwd }),
  };
}

function remoteEntry(env: Wanted['env'], { url, transport = 'http', header, arg, cwd }: EntryOptions) {
  if ([env, arg, cwd].some((one) => one !== undefined)) {
    throw misuse('--env, --arg and --cwd belong to a program that --command starts; a --url takes --header.');
  }
  const headers = lastValues(readPairs(header, { option: '--header', separator: ':' }));
  return { type: transport, url, ...(headers === undefined ? {} : { headers }) };
}

function misuse(message: string): OrchestrationError {
  return new OrchestrationError('invalid_input', {
    message,
    hint: 'See: mcp-orchestration draft add --help',
  });
}
