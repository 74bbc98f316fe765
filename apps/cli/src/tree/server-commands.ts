import type { CommandSpec } from '../command.js';
import { pageOptions, yesOption } from './options.js';

const serverArgument = { name: '<server_id>', description: 'as "server list" names it' };

/** The catalogue. */
export const serverCommands: readonly CommandSpec[] = [
  {
    path: 'server list',
    summary: 'list or search the MCP servers of the catalogue',
    options: [
      { flags: '-s, --search <words>', description: 'all words must be found; names first' },
      {
        flags: '-t, --transport <type>',
        description: 'how it is reached',
        choices: ['stdio', 'http', 'sse'],
      },
      ...pageOptions,
    ],
    examples: [
      ['server list --search database', 'what there is for databases'],
      ['server list --transport http --json', 'the remote ones, for a script'],
    ],
    load: async () => (await import('../commands/server-list.js')).serverList,
  },
  {
    path: 'server show',
    summary: 'show the parameters and environment of a server',
    args: [serverArgument],
    examples: [['server show github', 'what it needs, and how to add it']],
    load: async () => (await import('../commands/server-show.js')).serverShow,
  },
  {
    path: 'server add',
    summary: 'add a server of your own to the catalogue',
    description:
      'Registers a server from a definition: a JSON object with server_id, display_name, description, transport, and where needed parameters, env_vars, tags and documentation_url.',
    args: [{ name: '<file>', description: 'the JSON definition; - reads stdin' }],
    examples: [
      ['server add ./tickets.json', 'register it; "server show" then describes it like a bundled one'],
      ['server add - < tickets.json', 'the same from stdin'],
    ],
    load: async () => (await import('../commands/server-add.js')).serverAdd,
  },
  {
    path: 'server remove',
    summary: 'take a server of your own out of the catalogue',
    args: [serverArgument],
    options: [yesOption],
    examples: [['server remove tickets', 'drafts and releases that hold it stay as they are']],
    load: async () => (await import('../commands/server-remove.js')).serverRemove,
  },
];
