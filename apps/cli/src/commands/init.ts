import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { foundTable } from './discover.js';

/** `init`: the signing key, a first look at the clients, and what to do next. Running it again changes nothing. */
export const init: Handler<{ readonly regenerate?: boolean }> = async ({ call }, { options }) => {
  const keys = await call('initialize_keys', { regenerate: options.regenerate });
  const installed = (await call('discover_clients')).clients.filter((client) => client.installed);
  const client =
    installed.find(({ exists }) => exists)?.client_id ?? installed[0]?.client_id ?? 'claude-desktop';
  const next = nextSteps(client);
  return {
    data: { keys, clients: installed, count: installed.length, next },
    view: [
      line(keys.message),
      line(toned('key     ', 'dim'), toned(keys.key_id, 'strong')),
      line(toned('folder  ', 'dim'), keys.key_dir),
      line(),
      foundTable(installed),
      line(),
      line('What to do next:'),
      ...next.map((command) => line('  ', toned(command, 'strong'))),
    ],
  };
};

function nextSteps(client: string): string[] {
  return [
    `mcp-orchestration draft import -c ${client}`,
    'mcp-orchestration server list --search WORD',
    `mcp-orchestration draft add SERVER_ID -c ${client}`,
    `mcp-orchestration publish -c ${client}`,
    `mcp-orchestration deploy -c ${client}`,
  ];
}
