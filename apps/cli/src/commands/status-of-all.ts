import { OrchestrationError } from '@mcp-orchestration/core';
import type { Answer, CommandContext } from '../command.js';
import { type Cell, line, table, toned } from '../printing/view.js';
import { statusCell } from './discover.js';
import { type Drift, versionText } from './drift-view.js';

/** One profile of a client, or an installed client that has none. */
interface Standing {
  readonly client_id: string;
  /** Null where nothing of the client is managed. */
  readonly profile_id: string | null;
  readonly status: string;
  readonly deployed_version: number | null;
  readonly latest_version: number | null;
  readonly config_path: string | null;
  readonly cause?: string;
}

/** Every profile of every client in one table, and the installed clients that have none. */
export async function statusOfAll(
  { call }: Pick<CommandContext, 'call'>,
  profile?: string,
): Promise<Answer & { readonly inSync: boolean }> {
  const { clients: known } = await call('list_clients');
  const managed: Standing[] = [];
  for (const { client_id, available_profiles } of known) {
    for (const profile_id of available_profiles) {
      if (profile !== undefined && profile !== profile_id) continue;
      managed.push(await standingOf(call, { client_id, profile_id }));
    }
  }
  const ids = new Set(managed.map(({ client_id }) => client_id));
  const { clients: found } = await call('discover_clients');
  const others = found
    .filter(({ client_id, installed }) => installed && !ids.has(client_id))
    .map(({ client_id, status, config_path }): Standing => {
      return {
        client_id,
        profile_id: null,
        status,
        config_path,
        deployed_version: null,
        latest_version: null,
      };
    });
  const all = [...managed, ...others];
  return {
    data: { clients: all, count: all.length },
    view: [
      all.length === 0
        ? line('No client was found on this machine.')
        : table(['CLIENT', 'PROFILE', 'STATUS', 'DEPLOYED', 'LATEST', 'FILE'], all.map(toRow)),
    ],
    notes: ['Server by server: mcp-orchestration status -c CLIENT'],
    inSync: managed.every(
      ({ deployed_version, status }) => deployed_version === null || status === 'in_sync',
    ),
  };
}

async function standingOf(
  call: CommandContext['call'],
  key: { client_id: string; profile_id: string },
): Promise<Standing> {
  try {
    const { status, deployed_version, latest_version, config_path, cause }: Drift = await call(
      'check_drift',
      key,
    );
    const standing = { ...key, status, deployed_version, latest_version, config_path };
    return cause === undefined ? standing : { ...standing, cause };
  } catch (error) {
    if (!(error instanceof OrchestrationError) || error.code === 'internal') throw error;
    const nothing = { deployed_version: null, latest_version: null, config_path: null };
    return { ...key, ...nothing, status: error.code, cause: error.message };
  }
}

function toRow({ client_id, profile_id, status, ...rest }: Standing): Cell[] {
  return [
    toned(client_id, 'strong'),
    profile_id ?? '–',
    statusCell(status),
    versionText(rest.deployed_version),
    versionText(rest.latest_version),
    rest.config_path ?? rest.cause ?? '–',
  ];
}
