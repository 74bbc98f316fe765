import { type Command, Option } from 'commander';
import type { CommandSpec, OptionSpec } from './command.js';
import { globalOptions } from './tree/options.js';

/** Runs a command that was chosen, with the options that were given at any level. */
export type RunCommand = (
  spec: CommandSpec,
  given: {
    readonly args: readonly (string | undefined)[];
    readonly options: Readonly<Record<string, unknown>>;
  },
) => Promise<void>;

/** Put what a specification says into a command of commander. `program` is the word that examples begin with. */
export function configureCommand(
  command: Command,
  { spec, program, run }: { spec: CommandSpec; program: string; run: RunCommand },
): Command {
  command.summary(spec.summary).description(spec.description ?? toSentence(spec.summary));
  for (const { name, description, choices } of spec.args ?? []) {
    const argument = command.createArgument(name, description);
    command.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  for (const option of spec.options ?? []) command.addOption(toOption(option));
  command.optionsGroup('Options of every command:');
  addGlobalOptions(command);
  command.helpOption('-h, --help', 'show this help');
  command.addHelpText('after', examplesHelp(program, spec.examples));
  command.action(async () => {
    await run(spec, { args: command.processedArgs, options: command.optsWithGlobals() });
  });
  return command;
}

/** Let a command take what every command takes. */
export function addGlobalOptions(command: Command): void {
  for (const option of globalOptions) command.addOption(toOption(option));
}

/** Examples at the end of a help page. */
export function examplesHelp(program: string, examples: CommandSpec['examples']): string {
  const shown = examples.map(([command, does]) => `  ${`${program} ${command}`.trim()}\n      ${does}`);
  return `\nExamples:\n${shown.join('\n')}`;
}

/** A summary as a line of its own. */
export function toSentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

function toOption({ flags, description, default: value, choices, repeatable }: OptionSpec): Option {
  const option = new Option(flags, repeatable === true ? `${description} (repeatable)` : description);
  if (choices !== undefined) option.choices(choices);
  if (value !== undefined) option.default(value);
  if (repeatable === true) {
    option.argParser((given: string, before: readonly string[] | undefined) => [...(before ?? []), given]);
  }
  return option;
}
