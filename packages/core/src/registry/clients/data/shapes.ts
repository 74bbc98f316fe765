import type { EntrySwitch, RemoteShape, StdioShape } from '../client-definition.js';
import type { ReferenceSyntax } from '../reference-syntax.js';

/** `command`, `args`, `env`: what most clients read. */
export const PLAIN_STDIO: StdioShape = { command: 'command', args: 'args', env: 'env' };

/** `url`, `headers`, and nothing that says which transport it is. */
export const PLAIN_REMOTE: RemoteShape = { url: 'url', headers: ['headers'] };

/** `serverUrl`, `headers`: Windsurf and its kin, which read `url` too. */
export const SERVER_URL_REMOTE: RemoteShape = {
  url: 'serverUrl',
  url_aliases: ['url'],
  headers: ['headers'],
};

/** `type: "stdio"` before the rest. */
export const TYPED_STDIO: StdioShape = { type: { member: 'type', value: 'stdio' }, ...PLAIN_STDIO };

/** The same, for a client that takes an entry with a command for one of stdio whether or not it says so. */
export const IMPLIED_STDIO: StdioShape = {
  ...PLAIN_STDIO,
  type: { member: 'type', value: 'stdio', implied: true },
};

/** `url`, `headers` after a member that says the transport. */
export function typedRemote(value: string, member = 'type'): RemoteShape {
  return { type: { member, value }, ...PLAIN_REMOTE };
}

/** The same, for a client that takes an entry with a url for one of this transport whether or not it says so. */
export function impliedRemote(value: string): RemoteShape {
  return { ...PLAIN_REMOTE, type: { member: 'type', value, implied: true } };
}

/** `type: "http"` and `type: "sse"`. */
export const TYPED_REMOTES = { http: typedRemote('http'), sse: typedRemote('sse') } as const;

/** `url` for both transports: the client finds out which it is. */
export const INFERRED_REMOTES = { http: PLAIN_REMOTE, sse: PLAIN_REMOTE } as const;

/** Neither transport: both go through mcp-remote. */
export const BRIDGED_REMOTES = { http: 'bridge', sse: 'bridge' } as const;

/** `disabled: true` switches off. */
export const DISABLED: EntrySwitch = { member: 'disabled', on: false };

/** `enabled: false` switches off. */
export const ENABLED: EntrySwitch = { member: 'enabled', on: true };

/** Values are literal. */
export const NO_REFERENCES: ReferenceSyntax = {};

/** `${env:NAME}`, as in VS Code. */
export const EDITOR_REFERENCES: ReferenceSyntax = { template: { write: `\${env:NAME}` } };

/** `${NAME}`. */
export const BRACED_REFERENCES: ReferenceSyntax = { template: { write: `\${NAME}` } };

/** `${NAME}`, and `$NAME` too. */
export const SHELL_REFERENCES: ReferenceSyntax = { template: { write: `\${NAME}`, also_read: ['$NAME'] } };

/** `{env:NAME}`, as in opencode. */
export const OPENCODE_REFERENCES: ReferenceSyntax = { template: { write: '{env:NAME}' } };
