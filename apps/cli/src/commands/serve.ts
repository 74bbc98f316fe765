import { resolve } from 'node:path';
import type { Answer, Handler } from '../command.js';
import { type Local, openLocal } from '../compose.js';
import { line, toned } from '../printing/view.js';
import { createHttpApp, type HttpSettings, logInternalError } from '../serve/create-http-app.js';
import { listen, readPort } from '../serve/listen.js';
import { createLog, type Log, type LogLevel } from '../serve/log.js';
import { ownCommand } from '../serve/own-command.js';
import { untilSignal } from '../serve/until-signal.js';

/** The options of `serve`. */
interface ServeOptions {
  readonly host: string;
  readonly port: string;
  readonly logLevel: LogLevel;
  readonly corsOrigin?: readonly string[];
  readonly allowedHost?: readonly string[];
  readonly allowTarget?: readonly string[];
}

/** `serve`: until a signal, and then until what is in flight has ended. */
export const serve: Handler<ServeOptions> = async ({ home, show }, { options }) => {
  const port = readPort(options.port);
  const log = createLog({ level: options.logLevel, write: (text) => void process.stderr.write(text) });
  const local = await openLocal({
    home,
    allowedTargets: (options.allowTarget ?? []).map((folder) => resolve(folder)),
    onInternalError: (error, facts) => logInternalError(log, error, facts),
  });
  try {
    await serveUntilSignal(local, {
      settings: settingsOf(options),
      port,
      log,
      welcome: (url) => show(welcome(url, home)),
    });
  } finally {
    await local.close();
  }
  return undefined;
};

function settingsOf({ host, corsOrigin = [], allowedHost = [] }: ServeOptions): HttpSettings {
  const apiKey = process.env.MCP_ORCHESTRATION_API_KEY;
  return {
    host,
    corsOrigins: corsOrigin,
    allowedHosts: allowedHost,
    apiKey: apiKey === '' ? undefined : apiKey,
  };
}

interface Serving {
  readonly settings: HttpSettings;
  readonly port: number;
  readonly log: Log;
  readonly welcome: (url: string) => void;
}

async function serveUntilSignal(local: Local, { settings, port, log, welcome }: Serving): Promise<void> {
  const server = await listen(createHttpApp(local, { settings, log }), { host: settings.host, port });
  const signal = untilSignal();
  welcome(server.url);
  log('debug', { event: 'listening', url: server.url });
  log('debug', { event: 'closing', signal: await signal });
  await server.close();
}

/** What whoever has just started the server wants to know. */
function welcome(url: string, home: string | undefined): Answer {
  const again = ownCommand({ script: process.argv[1], workingDirectory: process.cwd() });
  const makeToken = `${again} token create${home === undefined ? '' : ` --home ${home}`}`;
  const docs = `${url}/docs`;
  const mcp = `${url}/mcp`;
  return {
    data: { url, docs_url: docs, mcp_url: mcp, token_command: makeToken },
    view: [
      line('mcp-orchestration serves at ', toned(url, 'strong')),
      line('  documents     ', docs),
      line('  MCP           ', mcp),
      line('  make a token  ', makeToken),
      line('  stop it       ', 'Ctrl+C'),
    ],
  };
}
