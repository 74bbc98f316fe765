import { OrchestrationError } from '@mcp-orchestration/core';

/** Where operations are called, in place of the home of this machine, and with what. */
export interface RemoteServer {
  /** Without credentials in it. */
  readonly url: string;
  readonly token: string | undefined;
  readonly apiKey: string | undefined;
}

/** The options that choose between a server and a home. */
export interface PlaceOptions {
  readonly server?: string;
  readonly token?: string;
  readonly home?: string;
}

/**
 * Find out which server is meant: the options', else the one of the environment. `--home` chooses the home of this
 * machine whatever the environment says.
 * @throws OrchestrationError `invalid_input`. It never repeats an address or a token: either may hold a secret.
 */
export function readServer(options: PlaceOptions, env: NodeJS.ProcessEnv): RemoteServer | undefined {
  if (options.server !== undefined && options.home !== undefined) {
    throw misuse('--server and --home name two places.', 'Give one of them.');
  }
  const address =
    options.server ?? (options.home === undefined ? filled(env.MCP_ORCHESTRATION_SERVER) : undefined);
  if (address === undefined) {
    if (options.token === undefined) return undefined;
    throw misuse(
      '--token is for a server, and none is named.',
      'Name it with --server URL or MCP_ORCHESTRATION_SERVER.',
    );
  }
  return {
    url: readAddress(address),
    token: readSecret(options.token ?? filled(env.MCP_ORCHESTRATION_TOKEN), 'token'),
    apiKey: readSecret(filled(env.MCP_ORCHESTRATION_API_KEY), 'API key'),
  };
}

/** A variable that is set to nothing is not set. */
function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

const ADDRESS_HINT = 'Give it as https://mcp.example.com or http://127.0.0.1:8000.';

function readAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw misuse("The server's address is no http or https URL.", ADDRESS_HINT);
  }
  if (url.username !== '' || url.password !== '') {
    throw misuse(
      "The server's address may hold no user name or password.",
      'Give a token with --token or MCP_ORCHESTRATION_TOKEN.',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw misuse("The server's address may hold no query and no fragment.", ADDRESS_HINT);
  }
  return url.href;
}

/** What a header can carry: anything else would be refused later, in words that repeat it. */
function readSecret(text: string | undefined, what: string): string | undefined {
  if (text === undefined || /^[\x21-\x7e]+$/.test(text)) return text;
  throw misuse(
    `The ${what} holds blanks or characters that no ${what} has.`,
    'See that all of it was copied, and no more.',
  );
}

function misuse(message: string, hint: string): OrchestrationError {
  return new OrchestrationError('invalid_input', { message, hint });
}
