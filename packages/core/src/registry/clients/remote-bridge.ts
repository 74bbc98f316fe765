import { jsonEqual } from '../../json.js';
import type { RemoteEntry, StdioEntry } from '../server-entry.js';

/** The package that speaks stdio to the client and HTTP to the server, at the version whose flags are written here. */
export const BRIDGE_PACKAGE = 'mcp-remote@0.15.1';

/** Names of headers that the bridge accepts; it drops others with no more than a line in its log. */
const BRIDGE_HEADER = /^[A-Za-z0-9_-]+$/;

/** The first header that the bridge would drop. */
export function headerLostInBridge(entry: RemoteEntry): string | undefined {
  return Object.keys(entry.headers ?? {}).find((name) => !BRIDGE_HEADER.test(name));
}

function variableFor(header: string, taken: ReadonlySet<string>): string {
  const plain = `${header.toUpperCase() === 'AUTHORIZATION' ? 'AUTH' : header.toUpperCase().replaceAll('-', '_')}_HEADER`;
  let variable = plain;
  for (let count = 2; taken.has(variable); count += 1) variable = `${plain}_${count}`;
  return variable;
}

/** The bridge takes plain HTTP from these hosts alone unless it is told otherwise. */
function needsAllowHttp(url: string): boolean {
  return /^http:/i.test(url) && !/^http:\/\/(localhost|127\.0\.0\.1)(?=[:/?#]|$)/i.test(url);
}

/**
 * A remote entry as a local process, for clients that only know those. Values of headers go through variables,
 * never into arguments: several clients do not quote blanks in them, and other users can read a process's arguments.
 */
export function toBridge(entry: RemoteEntry): StdioEntry {
  const flags = [
    ...(entry.type === 'sse' ? ['--transport', 'sse-only'] : []),
    ...(needsAllowHttp(entry.url) ? ['--allow-http'] : []),
  ];
  const env = new Map<string, string>();
  for (const [header, value] of Object.entries(entry.headers ?? {})) {
    const variable = variableFor(header, new Set(env.keys()));
    flags.push('--header', `${header}:\${${variable}}`);
    env.set(variable, value);
  }
  const { type: _type, url, headers, ...common } = entry;
  return {
    ...common,
    command: 'npx',
    args: ['-y', BRIDGE_PACKAGE, url, ...flags],
    ...(headers === undefined ? {} : { env: Object.fromEntries(env) }),
  };
}

/** The header and value that one `--header` argument stands for. */
function headerOf(argument: string, env: Readonly<Record<string, string>>): [string, string][] {
  const [, header, variable] = /^([A-Za-z0-9_-]+):\$\{([A-Z0-9_]+)\}$/.exec(argument) ?? [];
  const value = variable === undefined ? undefined : env[variable];
  return header === undefined || value === undefined ? [] : [[header, value]];
}

/** The remote entry behind a bridge, if it is exactly one that {@link toBridge} writes; people's own stay as they are. */
export function fromBridge(entry: StdioEntry): RemoteEntry | undefined {
  const { command: _command, args = [], env, cwd: _cwd, ...common } = entry;
  const headers = args.flatMap((argument, index) =>
    args[index - 1] === '--header' ? headerOf(argument, env ?? {}) : [],
  );
  const remote: RemoteEntry = {
    ...common,
    type: args[3] === '--transport' ? 'sse' : 'http',
    url: args[2] ?? '',
    ...(env === undefined ? {} : { headers: Object.fromEntries(headers) }),
  };
  return jsonEqual(toBridge(remote), entry) ? remote : undefined;
}
