import type { CommandSpec } from '../command.js';
import { profileOptions, yesOption } from './options.js';

/** The working copy of a profile. */
export const draftCommands: readonly CommandSpec[] = [
  {
    path: 'draft add',
    summary: 'add a server to the draft: of the catalogue, or any other',
    description:
      "Adds a server of the catalogue by its id, or any other with --command (started here) or --url (reached over the network). Give secrets as references: --env TOKEN='${env:TOKEN}'. A required variable that is not given becomes one.",
    args: [{ name: '[server_id]', description: 'a server of the catalogue' }],
    options: [
      ...profileOptions,
      { flags: '--param <key=value>', description: 'a parameter of the server', repeatable: true },
      { flags: '--env <KEY=VALUE>', description: 'an environment variable', repeatable: true },
      {
        flags: '-n, --name <name>',
        description: 'its name in the configuration; the server_id unless given',
      },
      { flags: '--command <command>', description: 'the program that starts it' },
      {
        flags: '--arg <argument>',
        description: 'an argument; --arg=-y where it begins with -',
        repeatable: true,
      },
      { flags: '--cwd <dir>', description: 'the folder that it is started in' },
      { flags: '--url <url>', description: 'the address that it is reached at' },
      { flags: '--transport <type>', description: 'how: http unless given', choices: ['http', 'sse'] },
      { flags: '--header <name: value>', description: 'a header of its requests', repeatable: true },
      { flags: '--revision <n>', description: 'refuse unless the draft still has this revision' },
    ],
    examples: [
      ['draft add filesystem --param path=/home/me/notes', 'a server of the catalogue'],
      ['draft add github -c cursor -p work --name gh', 'under another name, for one profile of Cursor'],
      [
        "draft add --name tickets --command npx --arg=-y --arg tickets-mcp@1.4.2 --env TOKEN='${env:TICKETS_TOKEN}'",
        'any program',
      ],
      [
        "draft add --name wiki --url https://wiki.example.com/mcp --header 'Authorization: Bearer ${env:WIKI_TOKEN}'",
        'any address',
      ],
    ],
    load: async () => (await import('../commands/draft-add.js')).draftAdd,
  },
  {
    path: 'draft remove',
    summary: 'take a server out of the draft',
    args: [{ name: '<name>', description: 'its name in the draft' }],
    options: [
      ...profileOptions,
      { flags: '--revision <n>', description: 'refuse unless the draft still has this revision' },
    ],
    examples: [['draft remove github -c cursor', 'the client keeps it until the next publish and deploy']],
    load: async () => (await import('../commands/draft-remove.js')).draftRemove,
  },
  {
    path: 'draft show',
    summary: 'show the draft',
    options: [...profileOptions],
    examples: [
      ['draft show -c cursor', 'the servers that would be published next'],
      ['draft show --json | jq .draft', 'the payload'],
    ],
    load: async () => (await import('../commands/draft-show.js')).draftShow,
  },
  {
    path: 'draft clear',
    summary: 'take every server out of the draft',
    options: [...profileOptions, yesOption],
    examples: [['draft clear -c cursor --yes', 'releases and deployed files stay as they are']],
    load: async () => (await import('../commands/draft-clear.js')).draftClear,
  },
  {
    path: 'draft reset',
    summary: 'start the draft again from a release',
    options: [
      ...profileOptions,
      { flags: '--release <n>', description: 'the latest unless given' },
      yesOption,
    ],
    examples: [
      ['draft reset -c cursor', 'from the latest release'],
      ['draft reset -c cursor --release 3', 'from release 3'],
    ],
    load: async () => (await import('../commands/draft-reset.js')).draftReset,
  },
  {
    path: 'draft import',
    summary: "read a client's file into the draft",
    options: [
      ...profileOptions,
      { flags: '--file <file>', description: "this file instead of the client's own; - reads stdin" },
      { flags: '--project <dir>', description: "the client's project file under this folder" },
      {
        flags: '--extract-secrets',
        description: 'replace literal secrets by references; values go to a 0600 file',
      },
    ],
    examples: [
      ['draft import -c cursor', 'what Cursor has now'],
      ['draft import -c vscode --project .', "what this project's .vscode/mcp.json has"],
    ],
    load: async () => (await import('../commands/draft-import.js')).draftImport,
  },
  {
    path: 'copy',
    summary: "copy a profile's servers into the draft of another client",
    description:
      'Takes the servers of the draft, else of the latest release, beside what the other draft holds. What the other client cannot hold stays behind and is listed.',
    options: [
      ...profileOptions,
      { flags: '--to <client>', description: 'the client to copy to' },
      { flags: '--to-profile <id>', description: 'its profile; one of the same name unless given' },
      { flags: '--replace', description: 'go over other servers of the same name' },
      { flags: '--revision <n>', description: 'refuse unless the other draft still has this revision' },
    ],
    examples: [
      ['copy -c cursor --to codex', "Cursor's servers in Codex's draft; validate and publish come next"],
      ['copy -c cursor -p work --to zed --to-profile default', 'into another profile'],
    ],
    load: async () => (await import('../commands/copy.js')).copy,
  },
  {
    path: 'validate',
    summary: 'check the draft as publish will',
    options: [...profileOptions],
    examples: [['validate -c cursor', 'exits 2 where something stops a release']],
    load: async () => (await import('../commands/validate.js')).validate,
  },
];
