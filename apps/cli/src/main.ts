import { type Command, CommanderError } from 'commander';
import type { RunCommand } from './configure-command.js';
import { errorView } from './error-view.js';
import { exitCodeOf, knownError } from './known-error.js';
import { printAnswer, printForPeople } from './printing/printer.js';
import { visibleJson } from './printing/visible.js';
import { type GlobalOptions, printOptions, runCommand } from './run-command.js';

/** Who is told of a command before it runs. */
export interface Told {
  /** The words of the command that the arguments name: `mcp-orchestration server list`. */
  readonly chosen: (command: string) => void;
  /** It will run until it is stopped. */
  readonly serves: () => void;
}

/** What a run is given. */
interface Run {
  /** Those of this process unless given. */
  readonly args?: readonly string[];
  readonly told: Told;
}

/** Run a program, and leave the exit code. Nothing is thrown. */
export async function main(
  build: (run: RunCommand, args: readonly string[]) => Command,
  { args = process.argv.slice(2), told }: Run,
): Promise<void> {
  endQuietlyWithTheReader();
  const program = build(async (spec, given) => {
    const options = given.options as GlobalOptions;
    if (spec.serves === true) told.serves();
    const answer = await runCommand(spec, { args: given.args, options });
    if (answer === undefined) return;
    printAnswer(answer, printOptions(options));
    process.exitCode = answer.exitCode ?? 0;
  }, args);
  const command = chosenCommand(program, args);
  told.chosen(command);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    fail(error, { command, json: wantsJson(args) });
  }
}

/** What reads our output may have enough of it: `| head`. */
function endQuietlyWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

/** The words of the command that the arguments name, as far as there is one: for "See: … --help". */
function chosenCommand(program: Command, args: readonly string[]): string {
  let command = program;
  const words = [program.name()];
  for (const word of args) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    words.push(word);
  }
  return words.join(' ');
}

/** Looked up in the arguments themselves: an error may come before they were understood. */
function wantsJson(args: readonly string[]): boolean {
  const format = args.indexOf('--format');
  return (
    args.includes('--json') || args.includes('--format=json') || (format >= 0 && args[format + 1] === 'json')
  );
}

function fail(error: unknown, { command, json }: { command: string; json: boolean }): void {
  // Help and version are thrown as well, once they are printed.
  if (error instanceof CommanderError && error.exitCode === 0) return;
  if (error instanceof CommanderError && error.code === 'commander.help') {
    process.exitCode = 2;
    return;
  }
  const known = knownError(error, command);
  process.exitCode = exitCodeOf(known);
  if (json) process.stdout.write(`${visibleJson(known.toReport())}\n`);
  printForPeople(errorView(known.toReport()));
}
