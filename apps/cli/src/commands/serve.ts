import type { Answer, Handler } from '../command.js';
import { type Local, openLocal } from '../compose.js';
import { line, lines, toned } from '../printing/view.js';
import { visibleJson } from '../printing/visible.js';
import { createHttpApp, logInternalError } from '../serve/create-http-app.js';
import { createDriftFeed } from '../serve/drift-feed.js';
import { type JoinedWrites, joinWrites } from '../serve/join-writes.js';
import { listen } from '../serve/listen.js';
import { loadServerConfig } from '../serve/load-server-config.js';
import { createLog, type Log } from '../serve/log.js';
import { ownCommand } from '../serve/own-command.js';
import { readApiKey } from '../serve/read-api-key.js';
import { maskConfig, type ServerConfig } from '../serve/server-config.js';
import { untilSignal } from '../serve/until-signal.js';

/** The options of `serve`: each setting of the server, and these. */
interface ServeOptions extends Readonly<Record<string, unknown>> {
  readonly config?: string;
  readonly printConfig?: boolean;
}

/** `serve`: until a signal, and then until what is in flight has ended. */
export const serve: Handler<ServeOptions> = async ({ home, show }, { options }) => {
  const { config: file, printConfig, ...flags } = options;
  const config = await loadServerConfig({ flags, env: process.env, file, home });
  if (printConfig === true) return configAnswer(config);
  const apiKey = await readApiKey(config);
  const { write, together: logTogether } = joinWrites((text) => void process.stderr.write(text));
  const log = createLog({
    level: config.log_level,
    format: logFormat(config),
    write,
  });
  const local = await openLocal({
    home,
    allowedTargets: config.allow_targets,
    onInternalError: (error, facts) => logInternalError(log, error, facts),
  });
  try {
    await serveUntilSignal(local, {
      ...{ config, apiKey, log, logTogether },
      welcome: (url) => show(welcome(url, home)),
    });
  } finally {
    await local.close();
  }
  return undefined;
};

function logFormat({ log_format }: ServerConfig): 'json' | 'pretty' {
  if (log_format !== 'auto') return log_format;
  return process.stderr.isTTY === true ? 'pretty' : 'json';
}

function configAnswer(config: ServerConfig): Answer {
  const data = maskConfig(config);
  return { data, view: lines(visibleJson(data)) };
}

interface Serving {
  readonly config: ServerConfig;
  readonly apiKey: string | undefined;
  readonly log: Log;
  readonly logTogether: JoinedWrites['together'];
  readonly welcome: (url: string) => void;
}

async function serveUntilSignal(local: Local, { welcome, ...serving }: Serving): Promise<void> {
  const { config, log } = serving;
  const drift = config.watch_drift ? createDriftFeed(local, log) : undefined;
  const app = await createHttpApp(local, { ...serving, drift });
  const server = await listen(app, config);
  const signal = untilSignal();
  const watching = drift?.run();
  welcome(server.url);
  log('debug', { event: 'listening', url: server.url });
  log('debug', { event: 'closing', signal: await signal });
  drift?.stop();
  await Promise.all([server.close(), watching]);
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
