import { Command } from 'commander';
import type { CommandSpec } from './command.js';
import {
  addGlobalOptions,
  configureCommand,
  examplesHelp,
  type RunCommand,
  toSentence,
} from './configure-command.js';
import { EXIT_CODES_HELP } from './exit-codes-help.js';
import { COMMAND_GROUPS, type CommandGroup, GROUP_SUMMARIES, PROGRAM_EXAMPLES } from './tree/command-tree.js';
import { VERSION } from './version.js';

const NAME = 'mcp-orchestration';

/**
 * The program with all its commands. Given the arguments, those that they cannot be for have no more than their names:
 * a start needs one command, and there are sixty.
 */
export function buildProgram(run: RunCommand, args: readonly string[] = ['--help']): Command {
  const program = makeProgram(NAME)
    .description('Draft, sign, deploy and roll back the MCP servers of your AI clients.')
    .usage('<command> [options]')
    .helpCommand(false);
  addGlobalOptions(program);
  for (const group of COMMAND_GROUPS) {
    for (const spec of group.commands) addCommand(program, { spec, group, run, args });
  }
  return program.addHelpText('after', `${examplesHelp(NAME, PROGRAM_EXAMPLES)}\n${EXIT_CODES_HELP}`);
}

/** A program that is one command. */
export function buildSingleProgram(
  { name, spec }: { readonly name: string; readonly spec: CommandSpec },
  run: RunCommand,
): Command {
  return configureCommand(makeProgram(name), { spec, program: name, run });
}

/** What commander is told of every program: no exit of its own, and errors are ours to print. */
function makeProgram(name: string): Command {
  return new Command(name)
    .exitOverride()
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ subcommandTerm: termOf })
    .helpOption('-h, --help', 'show this help')
    .version(VERSION, '-V, --version', 'print the version');
}

/** A command with its arguments; that every one has options goes without saying. */
function termOf(command: Command): string {
  const names = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return [command.name(), ...names].join(' ');
}

interface Placed {
  readonly spec: CommandSpec;
  readonly group: CommandGroup;
  readonly run: RunCommand;
  readonly args: readonly string[];
}

function addCommand(program: Command, { spec, group, run, args }: Placed): void {
  const words = spec.path.split(' ');
  const name = words.pop() ?? '';
  const [word] = words;
  const holder = word === undefined ? program : holderOf(program, { word, group });
  const command = holder.command(name);
  if (word === undefined) command.helpGroup(group.heading);
  else holder.summary(`${GROUP_SUMMARIES.get(word)}: ${holder.commands.map((one) => one.name()).join(', ')}`);
  if (mayBeFor(spec, args)) configureCommand(command, { spec, program: NAME, run });
}

/** Options may stand before and among the words; what then comes of them is commander's to say. */
function mayBeFor({ path }: CommandSpec, args: readonly string[]): boolean {
  const words = path.split(' ');
  const given = args.slice(0, words.length);
  return given.some((word) => word.startsWith('-')) || given.every((word, index) => word === words[index]);
}

/** Find the command that groups others, or make it. */
function holderOf(program: Command, { word, group }: { word: string; group: CommandGroup }): Command {
  const known = program.commands.find((command) => command.name() === word);
  const made = known ?? program.command(word).helpGroup(group.heading);
  return made.description(toSentence(GROUP_SUMMARIES.get(word) ?? '')).helpCommand(false);
}
