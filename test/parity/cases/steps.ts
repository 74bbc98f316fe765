import type { Fields, Given } from '../parity-case.js';

/** The profile that most cases are about: Cursor's file is at the same place on every system. */
export const CURSOR = { client_id: 'cursor' } as const;

/** Where Cursor's file is in the home directory. */
export const CURSOR_FILE = '.cursor/mcp.json';

/** Another program's file, with what a careless writer would lose. */
export const FOREIGN = `{
  // mine
  "theme": 1.0,
  "mcpServers": { "own": { "command": "own-server" } }
}
`;

/** Make the signing key. */
export const KEYS = { call: 'initialize_keys' } as const satisfies Given;

/** Add an entry of the user's own to Cursor's draft. */
export function add(name: string, entry: Fields = {}) {
  const server = { command: 'node', args: [`${name}.js`], ...entry };
  return { call: 'add_server_to_config', input: { ...CURSOR, server_name: name, server } } as const;
}

/** Publish Cursor's draft. */
export const PUBLISH = { call: 'publish_config', input: CURSOR } as const satisfies Given;

/** Deploy Cursor's latest release. */
export const DEPLOY = { call: 'deploy_config', input: CURSOR } as const satisfies Given;

/** A release with one server. Step 0 makes the key, step 2 publishes. */
export const RELEASED: readonly Given[] = [KEYS, add('one'), PUBLISH];

/** The same with a second release that holds two servers: step 4. */
export const RELEASED_TWICE: readonly Given[] = [...RELEASED, add('two'), PUBLISH];

/** The release, deployed into a file of the user's own: step 3 writes it, step 4 deploys. */
export const DEPLOYED: readonly Given[] = [...RELEASED, { write: CURSOR_FILE, text: FOREIGN }, DEPLOY];

/** Why a case is not for the command line: its parser has words of its own for it. */
export const OWN_WORDS = 'the command line refuses it in words of its own, before there is an operation';

/** Why a case about a caller's limits is not for the command line. */
export const UNLIMITED = 'the person at the machine, who runs commands, holds every permission';
