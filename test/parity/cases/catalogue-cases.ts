import type { ParityCase } from '../parity-case.js';
import { add, CURSOR, CURSOR_FILE, FOREIGN, KEYS, OWN_WORDS } from './steps.js';

const TICKETS = {
  server_id: 'tickets',
  display_name: 'Tickets',
  description: 'Reads the tickets of a project.',
  transport: { type: 'stdio', command: 'npx', args: ['-y', 'tickets-mcp@1.4.2', '--project={project}'] },
  parameters: [
    { name: 'project', type: 'string', description: 'The project.', required: true, example: 'alpha' },
  ],
  env_vars: [{ name: 'TICKETS_TOKEN', description: 'A token.', required: true, secret: true }],
  tags: ['work'],
};

/** Clients, profiles, and the catalogue of servers. */
export const catalogueCases: readonly ParityCase[] = [
  {
    name: 'clients are listed with their files',
    given: [{ write: CURSOR_FILE, text: FOREIGN }, add('one')],
    steps: [{ call: 'list_clients', gives: {} }],
  },
  {
    name: 'clients of this machine are discovered',
    given: [{ write: CURSOR_FILE, text: FOREIGN }],
    steps: [{ call: 'discover_clients', gives: {} }],
  },
  {
    name: 'a client without profiles has none',
    steps: [{ call: 'list_profiles', input: CURSOR, gives: { client_id: 'cursor', profiles: [], count: 0 } }],
  },
  {
    name: 'a profile with a draft and a release is listed',
    given: [KEYS, add('one'), { call: 'publish_config', input: CURSOR }],
    steps: [
      {
        call: 'list_profiles',
        input: CURSOR,
        gives: { profiles: [{ profile_id: 'default', latest_version: 1 }] },
      },
    ],
  },
  {
    name: 'profiles of an unknown client are not found',
    steps: [{ call: 'list_profiles', input: { client_id: 'nobody' }, fails: 'client_not_found' }],
  },
  {
    name: 'a client id that is none is refused',
    steps: [
      {
        call: 'list_profiles',
        input: { client_id: 'a/b' },
        fails: 'invalid_input',
        naming: ['client_id'],
      },
    ],
  },
  {
    name: 'a search ranks the name first',
    steps: [
      {
        call: 'list_available_servers',
        input: { search_query: 'filesystem' },
        gives: { servers: [{ server_id: 'filesystem' }] },
      },
    ],
  },
  {
    name: 'a search that finds nothing answers an empty list',
    steps: [
      {
        call: 'list_available_servers',
        input: { search_query: 'zzz-nothing' },
        gives: { servers: [], count: 0 },
      },
    ],
  },
  {
    name: 'the catalogue is listed by pages',
    steps: [
      { call: 'list_available_servers', input: { limit: 2 }, gives: { next_cursor: '2' } },
      { call: 'list_available_servers', input: { limit: 2, cursor: '@0.next_cursor' }, gives: {} },
    ],
  },
  {
    name: 'remote servers are filtered by transport',
    steps: [{ call: 'list_available_servers', input: { transport_filter: 'http', limit: 3 }, gives: {} }],
  },
  {
    name: 'a transport that is none is refused',
    steps: [
      {
        call: 'list_available_servers',
        input: { transport_filter: 'pigeon' },
        fails: 'invalid_input',
        naming: ['transport_filter'],
      },
    ],
    not: { cli: OWN_WORDS },
  },
  {
    name: 'a limit of nothing is refused',
    steps: [
      { call: 'list_available_servers', input: { limit: 0 }, fails: 'invalid_input', naming: ['limit'] },
    ],
  },
  {
    name: 'a limit that is no number is refused',
    steps: [
      { call: 'list_available_servers', input: { limit: 'many' }, fails: 'invalid_input', naming: ['limit'] },
    ],
  },
  {
    name: 'a cursor that was not given out is refused',
    steps: [
      {
        call: 'list_available_servers',
        input: { cursor: 'x' },
        fails: 'invalid_input',
        naming: ['cursor'],
      },
    ],
  },
  {
    name: 'a server is described',
    steps: [
      { call: 'describe_server', input: { server_id: 'filesystem' }, gives: { server_id: 'filesystem' } },
    ],
  },
  {
    name: 'a server that is not there is not found',
    steps: [{ call: 'describe_server', input: { server_id: 'nothing' }, fails: 'server_not_found' }],
  },
  {
    name: 'a server id with a slash that is not there is not found',
    steps: [{ call: 'describe_server', input: { server_id: 'io.example/none' }, fails: 'server_not_found' }],
  },
  {
    name: 'a server id that is none is refused',
    steps: [
      {
        call: 'describe_server',
        input: { server_id: 'a b' },
        fails: 'invalid_input',
        naming: ['server_id'],
      },
    ],
  },
  {
    name: 'a server of your own is registered, described, drafted and taken out again',
    steps: [
      { call: 'register_server', input: TICKETS, gives: { server_id: 'tickets' } },
      { call: 'describe_server', input: { server_id: 'tickets' }, gives: { tags: ['work'] } },
      {
        call: 'add_server_to_config',
        input: { ...CURSOR, server_id: 'tickets', params: { project: 'beta' } },
        gives: {
          draft: {
            mcpServers: {
              tickets: {
                args: ['-y', 'tickets-mcp@1.4.2', '--project=beta'],
                env: { TICKETS_TOKEN: '${env:TICKETS_TOKEN}' },
              },
            },
          },
        },
      },
      { call: 'unregister_server', input: { server_id: 'tickets' }, gives: { status: 'unregistered' } },
      { call: 'unregister_server', input: { server_id: 'tickets' }, fails: 'server_not_found' },
    ],
  },
  {
    name: 'a server is registered once',
    given: [{ call: 'register_server', input: TICKETS }],
    steps: [{ call: 'register_server', input: TICKETS, fails: 'server_exists' }],
  },
  {
    name: 'a bundled server is not registered over',
    steps: [{ call: 'register_server', input: { ...TICKETS, server_id: 'github' }, fails: 'server_exists' }],
  },
  {
    name: 'a bundled server is not taken out',
    steps: [{ call: 'unregister_server', input: { server_id: 'github' }, fails: 'server_exists' }],
  },
  {
    name: 'a definition without a transport is refused',
    steps: [
      {
        call: 'register_server',
        input: { ...TICKETS, transport: {}, display_name: '' },
        fails: 'invalid_input',
        naming: ['display_name', 'transport.type'],
      },
    ],
  },
  {
    name: 'a definition with a placeholder that no parameter fills is refused',
    steps: [{ call: 'register_server', input: { ...TICKETS, parameters: [] }, fails: 'invalid_input' }],
  },
];
