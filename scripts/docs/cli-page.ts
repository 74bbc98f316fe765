import type { CommandSpec, OptionSpec } from '../../apps/cli/src/command.js';
import { EXIT_CODES_HELP } from '../../apps/cli/src/exit-codes-help.js';
import { FIRST_VERSION } from '../../apps/cli/src/first-version.js';
import { buildProgram, buildSingleProgram } from '../../apps/cli/src/program.js';
import { COMMAND_GROUPS, GROUP_SUMMARIES } from '../../apps/cli/src/tree/command-tree.js';
import { globalOptions } from '../../apps/cli/src/tree/options.js';
import { code, inText, page, table, toHeading } from './markdown.js';

const PROGRAM = 'mcp-orchestration';

/** A command of commander, which is the program's own dependency. */
type Command = ReturnType<typeof buildProgram>;

const notRun = async (): Promise<void> => undefined;

/** Every command with its arguments, options and examples, as its help has them. */
export function cliPage(): string {
  const program = buildProgram(notRun);
  return page('Command line', [
    `${program.description()} \`${PROGRAM} COMMAND --help\` shows what stands here.`,
    ...COMMAND_GROUPS.map(({ heading, commands }) =>
      [`**${heading.replace(':', '')}**`, table(['Command', 'What it does'], commands.map(summaryRow))].join(
        '\n\n',
      ),
    ),
    '## Options of every command',
    optionTable(globalOptions),
    '## Output and exit codes',
    `\`\`\`text\n${EXIT_CODES_HELP.trim()}\n\`\`\``,
    ...COMMAND_GROUPS.flatMap(({ commands }) => commands).map((spec) =>
      section({ spec, title: spec.path, name: PROGRAM, command: find(program, spec.path) }),
    ),
    '## Names of the first version',
    'These programs are installed too, and take the options that they took. New scripts had better use the commands above.',
    ...Object.entries(FIRST_VERSION).map(([name, spec]) =>
      section({ spec, title: name, name, command: buildSingleProgram({ name, spec }, notRun), level: '###' }),
    ),
  ]);
}

function summaryRow(spec: CommandSpec): string[] {
  return [toHeading(spec.path), inText(spec.summary)];
}

function find(program: Command, path: string): Command {
  return path.split(' ').reduce((command, word) => {
    const found = command.commands.find((one) => one.name() === word);
    if (found === undefined) throw new Error(`There is no command ${path}.`);
    return found;
  }, program);
}

interface Section {
  readonly spec: CommandSpec;
  readonly title: string;
  /** The word that examples begin with. */
  readonly name: string;
  readonly command: Command;
  readonly level?: string;
}

function section({ spec, title, name, command, level = '##' }: Section): string {
  const usage = command.createHelp().commandUsage(command);
  const examples = spec.examples.map(([line, does]) => `${`${name} ${line}`.trim()}\n    ${does}`);
  return [
    `${level} ${title}`,
    `${inText(command.description())}${groupWords(spec)}`,
    `\`\`\`text\n${usage}\n\`\`\``,
    argumentTable(spec),
    optionTable(spec.options ?? []),
    `Examples:\n\n\`\`\`text\n${examples.join('\n')}\n\`\`\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function groupWords({ path }: CommandSpec): string {
  const [group = '', ...rest] = path.split(' ');
  return rest.length === 0 ? '' : ` (${code(group)}: ${inText(GROUP_SUMMARIES.get(group) ?? '')}.)`;
}

function argumentTable({ args = [] }: CommandSpec): string {
  if (args.length === 0) return '';
  return table(
    ['Argument', 'What it is'],
    args.map(({ name, description, choices }) => [
      code(name),
      [inText(description), ...choiceWords(choices)].join(' '),
    ]),
  );
}

function optionTable(options: readonly OptionSpec[]): string {
  if (options.length === 0) return '';
  return table(
    ['Option', 'What it does'],
    options.map((option) => [code(option.flags), optionWords(option)]),
  );
}

function optionWords({ description, default: fallback, choices, repeatable }: OptionSpec): string {
  return [
    inText(description),
    ...choiceWords(choices),
    ...(repeatable === true ? ['May be given several times.'] : []),
    ...(fallback === undefined ? [] : [`Default: ${code(fallback)}.`]),
  ].join(' ');
}

function choiceWords(choices: readonly string[] | undefined): string[] {
  return choices === undefined ? [] : [`One of ${choices.map(code).join(', ')}.`];
}
