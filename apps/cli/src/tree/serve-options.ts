import type { OptionSpec } from '../command.js';

/** What decides where a server is, and how much it says: all that the first version had. */
export const addressOptions: readonly OptionSpec[] = [
  {
    flags: '--host <host>',
    description: 'the address to listen on; 0.0.0.0 for every one; 127.0.0.1 unless given',
  },
  { flags: '--port <port>', description: 'the port; 0 takes a free one; 8000 unless given' },
  {
    flags: '--log-level <level>',
    description: 'how much is logged on stderr; info unless given',
    choices: ['critical', 'error', 'warning', 'info', 'debug', 'trace'],
  },
];

/** Every setting of the server as a flag, but the API key itself, which other users of the machine would see. */
export const serveOptions: readonly OptionSpec[] = [
  ...addressOptions,
  {
    flags: '--log-format <format>',
    description: 'JSON, or for people; auto, unless given, is for people at a terminal',
    choices: ['auto', 'json', 'pretty'],
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
  { flags: '--trust-proxy', description: "take callers' addresses from the proxy's X-Forwarded-For" },
  {
    flags: '--rate-limit <n>',
    description: 'requests a minute for one principal or address; any number unless given',
  },
  { flags: '--api-key-file <file>', description: 'the file that holds the value of X-API-Key' },
  {
    flags: '--api-key-role <role>',
    description: 'what the API key may do; deployer unless given',
    choices: ['viewer', 'editor', 'deployer', 'admin'],
  },
  { flags: '--oidc-issuer <url>', description: 'the identity provider whose access tokens are taken' },
  { flags: '--oidc-audience <audience>', description: 'the audience that they must name: this server' },
  { flags: '--oidc-max-age <seconds>', description: 'how old they may be; 3600 unless given' },
  { flags: '--watch-drift', description: "watch the clients' files, and send drift.detected to /v1/events" },
  {
    flags: '--config <file>',
    description: 'a file with these settings; mcp-orchestration.config.json in the home unless given',
  },
  { flags: '--print-config', description: 'print the settings that result, secrets masked, and end' },
];
