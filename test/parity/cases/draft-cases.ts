import type { ParityCase } from '../parity-case.js';
import {
  add,
  CURSOR,
  CURSOR_FILE,
  FOREIGN,
  OWN_WORDS,
  RELEASED,
  RELEASED_TWICE,
  UNLIMITED,
} from './steps.js';

/** Drafts: the working copy, its import and its validation. */
export const draftCases: readonly ParityCase[] = [
  {
    name: 'a draft that nobody began is empty',
    steps: [
      {
        call: 'view_draft_config',
        input: CURSOR,
        gives: { draft: { mcpServers: {} }, server_count: 0, revision: 0, updated_at: null },
      },
    ],
  },
  {
    name: 'a draft of an unknown client is not found',
    steps: [{ call: 'view_draft_config', input: { client_id: 'nobody' }, fails: 'client_not_found' }],
  },
  {
    name: 'a profile id that is none is refused',
    steps: [
      {
        call: 'view_draft_config',
        input: { ...CURSOR, profile_id: 'a..b' },
        fails: 'invalid_input',
        naming: ['profile_id'],
      },
    ],
  },
  {
    name: 'client and profile have defaults',
    steps: [
      {
        call: 'add_server_to_config',
        input: { server_id: 'memory' },
        gives: { client_id: 'claude-desktop', profile_id: 'default' },
      },
    ],
  },
  {
    name: 'a server of the catalogue takes parameters, a name, and a variable as a reference',
    steps: [
      {
        call: 'add_server_to_config',
        input: {
          ...CURSOR,
          profile_id: 'work',
          server_id: 'filesystem',
          server_name: 'files',
          params: { path: ['/srv/a', '/srv/b'] },
          env_vars: { LEVEL: 'debug' },
        },
        gives: { status: 'added', server_name: 'files', server_count: 1, revision: 1 },
      },
    ],
  },
  {
    name: 'a required parameter that is missing is named',
    steps: [
      {
        call: 'add_server_to_config',
        input: { ...CURSOR, server_id: 'filesystem' },
        fails: 'invalid_input',
        naming: ['params.path'],
      },
    ],
  },
  {
    name: 'a parameter that the server does not have is named',
    steps: [
      {
        call: 'add_server_to_config',
        input: { ...CURSOR, server_id: 'memory', params: { depth: '3' } },
        fails: 'invalid_input',
        naming: ['params.depth'],
      },
    ],
  },
  {
    name: 'a server that the catalogue does not have is not found',
    steps: [
      { call: 'add_server_to_config', input: { ...CURSOR, server_id: 'nothing' }, fails: 'server_not_found' },
    ],
  },
  {
    name: 'neither a server of the catalogue nor an entry is refused',
    steps: [{ call: 'add_server_to_config', input: CURSOR, fails: 'invalid_input', naming: ['server_id'] }],
    not: { cli: OWN_WORDS },
  },
  {
    name: 'an entry without a name is refused',
    steps: [
      {
        call: 'add_server_to_config',
        input: { ...CURSOR, server: { command: 'node' } },
        fails: 'invalid_input',
        naming: ['server_name'],
      },
    ],
  },
  {
    name: 'an entry that is reached over the network is added with its headers',
    steps: [
      {
        call: 'add_server_to_config',
        input: {
          ...CURSOR,
          server_name: 'wiki',
          server: {
            type: 'sse',
            url: 'https://wiki.example.com/sse',
            headers: { Authorization: 'Bearer ${env:WIKI_TOKEN}' },
          },
        },
        gives: { server_name: 'wiki' },
      },
    ],
  },
  {
    name: 'an entry with an address that is none is refused',
    steps: [
      {
        call: 'add_server_to_config',
        input: { ...CURSOR, server_name: 'wiki', server: { type: 'http', url: 'not an address' } },
        fails: 'invalid_input',
        naming: ['server.url'],
      },
    ],
  },
  {
    name: 'a name that deceives is refused',
    steps: [{ ...add('a\u200bb'), fails: 'invalid_input', naming: ['server_name'] }],
  },
  {
    name: 'a field that there is not is refused',
    steps: [
      {
        call: 'add_server_to_config',
        input: { ...CURSOR, server_id: 'memory', nmae: 'x' },
        fails: 'invalid_input',
        naming: ['nmae'],
      },
    ],
    not: { cli: OWN_WORDS },
  },
  {
    name: 'a name is taken once',
    given: [add('one')],
    steps: [{ ...add('one'), fails: 'server_name_taken' }],
  },
  {
    name: 'a change that was meant for an older revision is refused',
    given: [add('one')],
    steps: [
      {
        call: 'add_server_to_config',
        input: { ...CURSOR, server_id: 'memory', revision: 0 },
        fails: 'revision_conflict',
      },
      {
        call: 'add_server_to_config',
        input: { ...CURSOR, server_id: 'memory', revision: 1 },
        gives: { revision: 2 },
      },
    ],
  },
  {
    name: 'a server is taken out of the draft, once',
    given: [add('one'), add('two')],
    steps: [
      {
        call: 'remove_server_from_config',
        input: { ...CURSOR, server_name: 'one' },
        gives: { status: 'removed', servers: ['two'] },
      },
      {
        call: 'remove_server_from_config',
        input: { ...CURSOR, server_name: 'one' },
        fails: 'server_not_found',
      },
    ],
  },
  {
    name: 'a server to take out must be named',
    steps: [
      { call: 'remove_server_from_config', input: CURSOR, fails: 'invalid_input', naming: ['server_name'] },
    ],
    not: { cli: OWN_WORDS },
  },
  {
    name: 'a draft is cleared',
    given: [add('one'), add('two')],
    steps: [
      { call: 'clear_draft_config', input: CURSOR, gives: { status: 'cleared', previous_count: 2 } },
      { call: 'view_draft_config', input: CURSOR, gives: { server_count: 0 } },
    ],
  },
  {
    name: 'a draft starts again from an older release',
    given: RELEASED_TWICE,
    steps: [
      {
        call: 'reset_draft',
        input: { ...CURSOR, version: 1 },
        gives: { servers: ['one'], base_version: 2 },
      },
      { call: 'publish_config', input: CURSOR, gives: { status: 'published', version: 3 } },
    ],
  },
  {
    name: 'a draft does not start from a release that is not there',
    given: RELEASED,
    steps: [{ call: 'reset_draft', input: { ...CURSOR, version: 9 }, fails: 'release_not_found' }],
  },
  {
    name: 'a draft does not start from a profile without releases',
    steps: [{ call: 'reset_draft', input: CURSOR, fails: 'config_not_found' }],
  },
  {
    name: "a client's own file is imported",
    given: [{ write: CURSOR_FILE, text: FOREIGN }],
    steps: [{ call: 'import_config', input: CURSOR, gives: { status: 'imported', imported: ['own'] } }],
  },
  {
    name: 'text is imported, and what cannot be carried over is named',
    steps: [
      {
        call: 'import_config',
        input: { ...CURSOR, text: '{ "mcpServers": { "good": { "command": "x" }, "bad": 3 } }' },
        gives: { imported: ['good'], skipped: [{ name: 'bad' }] },
      },
    ],
  },
  {
    name: 'text that does not parse is refused with its place',
    steps: [
      {
        call: 'import_config',
        input: { ...CURSOR, text: '{ "mcpServers": { "a": ' },
        fails: 'config_unparsable',
      },
    ],
  },
  {
    name: 'a file that is not there is not imported',
    steps: [{ call: 'import_config', input: CURSOR, fails: 'file_not_found' }],
  },
  {
    name: 'another file is imported where files may be named',
    allowTargets: true,
    given: [{ write: 'elsewhere.json', text: FOREIGN }],
    steps: [
      { call: 'import_config', input: { ...CURSOR, file: '~/elsewhere.json' }, gives: { imported: ['own'] } },
    ],
  },
  {
    name: 'another file is not imported where files may not be named',
    given: [{ write: 'elsewhere.json', text: FOREIGN }],
    steps: [
      { call: 'import_config', input: { ...CURSOR, file: '~/elsewhere.json' }, fails: 'target_forbidden' },
    ],
    not: { cli: UNLIMITED, cli_over_http: 'the command reads the file, and the server gets its text' },
  },
  {
    name: 'a good draft is valid',
    given: [add('one')],
    steps: [{ call: 'validate_config', input: CURSOR, gives: { valid: true, errors: [] } }],
  },
  {
    name: 'an empty draft is not valid',
    steps: [
      { call: 'validate_config', input: CURSOR, gives: { valid: false, errors: [{ code: 'EMPTY_CONFIG' }] } },
    ],
  },
  {
    name: 'a literal secret is not valid, and not shown',
    given: [add('one', { env: { API_TOKEN: 'ghp_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2' } })],
    steps: [
      {
        call: 'validate_config',
        input: CURSOR,
        gives: { valid: false, errors: [{ code: 'LITERAL_SECRET', server: 'one' }] },
      },
    ],
  },
  {
    name: 'a draft of an unknown client is validated as such',
    steps: [{ call: 'validate_config', input: { client_id: 'nobody' }, gives: { valid: false } }],
  },
  {
    name: 'an unpinned package and a cleartext address are warnings',
    given: [
      add('loose', { command: 'npx', args: ['-y', 'some-mcp'] }),
      {
        call: 'add_server_to_config',
        input: {
          ...CURSOR,
          server_name: 'clear',
          server: { type: 'http', url: 'http://wiki.example.com/mcp' },
        },
      },
    ],
    steps: [{ call: 'validate_config', input: CURSOR, gives: { valid: true } }],
  },
];
