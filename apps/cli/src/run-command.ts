import { OrchestrationError } from '@mcp-orchestration/core';
import { isExposed } from '@mcp-orchestration/http/client';
import type { Operations } from './all-operations.js';
import type { Answer, CommandContext, CommandSpec } from './command.js';
import { type PrintOptions, printAnswer, printForPeople, printNote } from './printing/printer.js';
import { line, toned } from './printing/view.js';
import type { PlaceOptions, RemoteServer } from './remote/read-server.js';

/** The options that every command takes, and those that decide how it talks to people. */
export interface GlobalOptions extends PlaceOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly yes?: boolean;
  /** The first version's word for `--json`. */
  readonly format?: string;
}

/** How the result is wanted. */
export function printOptions({ json, quiet, format }: GlobalOptions): PrintOptions {
  return { json: json === true || format === 'json', quiet: quiet === true };
}

/** Run a command over what it needs, which is opened when it first asks, and closed after it. */
export async function runCommand(
  spec: CommandSpec,
  given: { readonly args: readonly (string | undefined)[]; readonly options: GlobalOptions },
): Promise<Answer | undefined> {
  const { options } = given;
  const server = await chooseServer(spec, options);
  const handler = await spec.load();
  let opened: Promise<Operations> | undefined;
  const open = (): Promise<Operations> => {
    opened ??= server === undefined ? openHere(options.home) : openServer(server, options);
    return opened;
  };
  try {
    // Each handler states the options of its own specification; commander has read them by it.
    return await handler(makeContext(options, { server, open }), given as never);
  } finally {
    await (await opened?.catch(() => undefined))?.close();
  }
}

/** What belongs to servers is loaded only where one is named. */
async function chooseServer(spec: CommandSpec, options: GlobalOptions): Promise<RemoteServer | undefined> {
  const named = options.server ?? options.token ?? (process.env.MCP_ORCHESTRATION_SERVER || undefined);
  if (named === undefined) return undefined;
  const { readServer } = await import('./remote/read-server.js');
  const server = readServer(options, process.env);
  if (server === undefined || spec.localOnly !== true) return server;
  const { localOnly } = await import('./remote/local-only.js');
  throw localOnly(spec.path);
}

async function openServer(server: RemoteServer, { quiet }: GlobalOptions): Promise<Operations> {
  const { openRemote } = await import('./remote/open-remote.js');
  if (isExposed(server.url) && quiet !== true) {
    printForPeople([
      line(
        toned('warning', 'warn'),
        ': the server is reached by plain http; the token can be read on its way.',
      ),
    ]);
  }
  return openRemote(server);
}

async function openHere(home: string | undefined): Promise<Operations> {
  const { openHome } = await import('./open-home.js');
  return openHome(home);
}

interface Place {
  readonly server: RemoteServer | undefined;
  readonly open: () => Promise<Operations>;
}

function makeContext(options: GlobalOptions, { server, open }: Place): CommandContext {
  const printing = printOptions(options);
  // Looked at when it matters: to look opens the streams.
  const interactive = (): boolean =>
    !printing.json && options.yes !== true && process.stdin.isTTY === true && process.stderr.isTTY === true;
  return {
    home: options.home,
    server: server?.url,
    ...printing,
    get interactive() {
      return interactive();
    },
    call: async (name, input) => (await open()).call(name, input),
    confirm: async (question) => {
      if (interactive()) await confirm(question);
    },
    show: (answer) => printAnswer(answer, printing),
    note: (view) => printNote(view, printing),
  };
}

async function confirm(question: string): Promise<void> {
  const { ask } = await import('./ask.js');
  if (await ask(question)) return;
  throw new OrchestrationError('consent_declined', { message: 'Nothing was changed.' });
}
