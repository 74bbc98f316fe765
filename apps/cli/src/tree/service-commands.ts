import type { CommandSpec } from '../command.js';
import { serveOptions } from './serve-options.js';

/** What serves until it is stopped. */
export const serviceCommands: readonly CommandSpec[] = [
  {
    path: 'serve',
    summary: 'serve the HTTP API, its documents, and MCP at /mcp',
    description:
      'Serves until SIGINT or SIGTERM, then lets what is in flight end, for ten seconds at most; a second signal ends at once. Each setting is a flag, else a variable (--rate-limit is MCP_ORCHESTRATION_RATE_LIMIT), else a field of the config file (rate_limit). MCP_ORCHESTRATION_API_KEY gives X-API-Key a value, MCP_ORCHESTRATION_DATABASE_URL names a shared PostgreSQL.',
    options: serveOptions,
    examples: [
      ['serve', 'on http://127.0.0.1:8000'],
      ['serve --port 9000 --cors-origin https://app.example.com', 'for one web application'],
      ['serve --rate-limit 600 --print-config', 'what the settings are, without serving'],
    ],
    localOnly: true,
    serves: true,
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
    localOnly: true,
    serves: true,
    load: async () => (await import('../commands/stdio.js')).stdio,
  },
];
