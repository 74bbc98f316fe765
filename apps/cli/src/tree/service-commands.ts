import type { CommandSpec } from '../command.js';

/** What serves until it is stopped. */
export const serviceCommands: readonly CommandSpec[] = [
  {
    path: 'serve',
    summary: 'serve the HTTP API, its documents, and MCP at /mcp',
    description:
      'Serves until SIGINT or SIGTERM, then lets what is in flight end, for ten seconds at most; a second signal ends at once. MCP_ORCHESTRATION_API_KEY gives X-API-Key a value, MCP_ORCHESTRATION_DATABASE_URL names a shared PostgreSQL.',
    options: [
      {
        flags: '--host <host>',
        description: 'the address to listen on; 0.0.0.0 for every one',
        default: '127.0.0.1',
      },
      { flags: '--port <port>', description: 'the port; 0 takes a free one', default: '8000' },
      {
        flags: '--log-level <level>',
        description: 'how much is logged on stderr',
        default: 'info',
        choices: ['critical', 'error', 'warning', 'info', 'debug', 'trace'],
      },
      {
        flags: '--cors-origin <origin>',
        description: 'an origin that browsers may call from; any unless given',
        repeatable: true,
      },
      {
        flags: '--allowed-host <host>',
        description: 'a further name of this server: behind a proxy',
        repeatable: true,
      },
      {
        flags: '--allow-target <dir>',
        description: 'a folder under which callers may name files',
        repeatable: true,
      },
    ],
    examples: [
      ['serve', 'on http://127.0.0.1:8000'],
      ['serve --port 9000 --cors-origin https://app.example.com', 'for one web application'],
    ],
    load: async () => (await import('../commands/serve.js')).serve,
  },
  {
    path: 'stdio',
    summary: 'serve MCP over stdin and stdout, for one client',
    options: [
      {
        flags: '--permissions <list>',
        description: 'what the session may do, with commas; everything unless given',
      },
    ],
    examples: [
      ['stdio', 'what an MCP client starts; so does the program without a command'],
      ['stdio --permissions config:read,config:draft', 'a session that can look and draft, and no more'],
    ],
    load: async () => (await import('../commands/stdio.js')).stdio,
  },
];
