import type { CommandSpec } from '../command.js';
import { yesOption } from './options.js';

const tokenArgument = { name: '<token_id>', description: 'as "token list" shows it' };

/** Bearer tokens of the HTTP API. */
export const tokenCommands: readonly CommandSpec[] = [
  {
    path: 'token create',
    summary: 'make a bearer token; its secret is shown this once',
    options: [
      { flags: '-n, --name <name>', description: 'what it is for' },
      {
        flags: '--role <role>',
        description: 'deployer unless given',
        choices: ['viewer', 'editor', 'deployer', 'admin'],
      },
      {
        flags: '--permission <permission>',
        description: 'in place of a role: config:read …',
        repeatable: true,
      },
      { flags: '-c, --client <id>', description: 'limit it to this client', repeatable: true },
      { flags: '-p, --profile <id>', description: 'limit it to this profile', repeatable: true },
      { flags: '--expires <duration>', description: '90d unless given: 12h, 30d … or never' },
    ],
    examples: [
      ['token create --name ci', 'the line "Generated token: …" holds the secret'],
      ['token create --role viewer --expires 30d --json', 'for a script'],
      [
        'token create --permission config:read --permission config:draft -c cursor',
        "for one client's drafts",
      ],
    ],
    load: async () => (await import('../commands/token-create.js')).tokenCreate,
  },
  {
    path: 'token list',
    summary: 'list the tokens, their permissions and use',
    examples: [['token list', 'no secret is shown: none is kept']],
    load: async () => (await import('../commands/token-list.js')).tokenList,
  },
  {
    path: 'token rotate',
    summary: 'make a new token in place of an old one',
    args: [tokenArgument],
    options: [{ flags: '--grace <duration>', description: 'how long the old one goes on: 0s unless given' }],
    examples: [['token rotate TOKEN_ID --grace 1h', 'time for its users to change over']],
    load: async () => (await import('../commands/token-rotate.js')).tokenRotate,
  },
  {
    path: 'token revoke',
    summary: 'revoke a token, for ever',
    args: [tokenArgument],
    options: [yesOption],
    examples: [['token revoke TOKEN_ID --yes', 'running servers refuse it within a second']],
    load: async () => (await import('../commands/token-revoke.js')).tokenRevoke,
  },
];
