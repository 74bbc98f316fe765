import type { Answer, CommandContext, CommandSpec } from './command.js';
import type { Local } from './compose.js';
import { type PrintOptions, printAnswer, printNote } from './printing/printer.js';

/** The options that every command takes, and those that decide how it talks to people. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly home?: string;
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
  const handler = await spec.load();
  let opened: Promise<Local> | undefined;
  const open = (): Promise<Local> => {
    opened ??= openHome(given.options.home);
    return opened;
  };
  try {
    // Each handler states the options of its own specification; commander has read them by it.
    return await handler(makeContext(given.options, open), given as never);
  } finally {
    await (await opened?.catch(() => undefined))?.close();
  }
}

async function openHome(home: string | undefined): Promise<Local> {
  const { openLocal } = await import('./compose.js');
  const { reportInternalError } = await import('./report-internal-error.js');
  return openLocal({ home, onInternalError: reportInternalError });
}

function makeContext(options: GlobalOptions, open: () => Promise<Local>): CommandContext {
  const printing = printOptions(options);
  const atTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const interactive = atTerminal && !printing.json && options.yes !== true;
  return {
    home: options.home,
    ...printing,
    interactive,
    call: async (name, input) => (await open()).call(name, input),
    confirm: async (question) => {
      if (interactive) await confirm(question);
    },
    show: (answer) => printAnswer(answer, printing),
    note: (view) => printNote(view, printing),
  };
}

async function confirm(question: string): Promise<void> {
  const { ask } = await import('./ask.js');
  if (await ask(question)) return;
  const { OrchestrationError } = await import('@mcp-orchestration/core');
  throw new OrchestrationError('consent_declined', { message: 'Nothing was changed.' });
}
