import type { CommandSpec, OptionSpec } from './command.js';
import { clientOption, profileOption, profileOptions } from './tree/options.js';
import { addressOptions } from './tree/serve-options.js';

const formatOption: OptionSpec = {
  flags: '--format <format>',
  description: 'text or json',
  choices: ['text', 'json'],
};

/** The binaries of the first version, by name: their old options over the commands of today. */
export const FIRST_VERSION = {
  'mcp-orchestration-init': {
    path: 'init',
    summary: 'make the signing key and look for clients',
    options: [{ flags: '--regenerate', description: 'rotate the key where there is one' }, formatOption],
    examples: [['', 'the first thing to run']],
    localOnly: true,
    load: async () => (await import('./commands/init.js')).init,
  },
  'mcp-orchestration-discover': {
    path: 'discover',
    summary: 'look which clients are installed here',
    options: [formatOption],
    examples: [['', 'the clients found on this machine']],
    load: async () => (await import('./commands/discover.js')).discover,
  },
  'mcp-orchestration-list-servers': {
    path: 'server list',
    summary: 'list or search the MCP servers of the catalogue',
    options: [
      { flags: '-s, --search <words>', description: 'all words must be found' },
      {
        flags: '-t, --transport <type>',
        description: 'how it is reached',
        choices: ['stdio', 'http', 'sse'],
      },
      formatOption,
    ],
    examples: [['--search database --format json', 'what there is for databases']],
    load: async () => (await import('./commands/server-list.js')).serverList,
  },
  'mcp-orchestration-describe-server': {
    path: 'server show',
    summary: 'show the parameters and environment of a server',
    args: [{ name: '<server_id>', description: 'as list-servers names it' }],
    options: [formatOption],
    examples: [['github', 'what it needs, and how to add it']],
    load: async () => (await import('./commands/server-show.js')).serverShow,
  },
  'mcp-orchestration-add-server': {
    path: 'draft add',
    summary: 'add a server of the catalogue to the draft',
    args: [{ name: '<server_id>', description: 'a server of the catalogue' }],
    options: [
      ...profileOptions,
      { flags: '--param <key=value>', description: 'a parameter of the server', repeatable: true },
      { flags: '--env <KEY=VALUE>', description: 'an environment variable', repeatable: true },
      { flags: '-n, --name <name>', description: 'its name in the configuration' },
      formatOption,
    ],
    examples: [['filesystem -c cursor --param path=/home/me/notes', "into Cursor's draft"]],
    load: async () => (await import('./commands/draft-add.js')).draftAdd,
  },
  'mcp-orchestration-remove-server': {
    path: 'draft remove',
    summary: 'take a server out of the draft',
    args: [{ name: '<name>', description: 'its name in the draft' }],
    options: [...profileOptions, formatOption],
    examples: [['filesystem -c cursor', "out of Cursor's draft"]],
    load: async () => (await import('./commands/draft-remove.js')).draftRemove,
  },
  'mcp-orchestration-publish-config': {
    path: 'publish',
    summary: 'sign the draft and store it as the next release',
    options: [
      clientOption,
      profileOption,
      { flags: '-m, --changelog <text>', description: 'what changed and why' },
      { flags: '--file <file>', description: 'put the payload of this JSON file into the draft first' },
      formatOption,
    ],
    examples: [['-c cursor --changelog "notes server"', 'the next release']],
    load: async () => (await import('./commands/publish-file.js')).publishFile,
  },
  'mcp-orchestration-deploy-config': {
    path: 'deploy',
    summary: "write a release into the client's own file",
    options: [
      ...profileOptions,
      { flags: '--artifact-id <id>', description: 'the release that holds this artifact' },
      { flags: '-y, --yes', description: 'go ahead without a question' },
      formatOption,
    ],
    examples: [['-c cursor', 'the latest release']],
    load: async () => (await import('./commands/deploy.js')).deploy,
  },
  'mcp-orchestration-generate-token': {
    path: 'token create',
    summary: 'make a bearer token; its secret is shown this once',
    options: [{ flags: '-n, --name <name>', description: 'what it is for' }, formatOption],
    examples: [['--name ci', 'the line "Generated token: …" holds the secret']],
    load: async () => (await import('./commands/token-create.js')).tokenCreate,
  },
  'mcp-orchestration-serve-http': {
    path: 'serve',
    summary: 'serve the HTTP API',
    options: addressOptions,
    examples: [['--port 9000', 'on http://127.0.0.1:9000']],
    localOnly: true,
    serves: true,
    load: async () => (await import('./commands/serve.js')).serve,
  },
} as const satisfies Record<string, CommandSpec>;
