import {
  ALL_OPERATIONS,
  type Answers,
  type GivenFields,
  type OperationName,
} from '../../src/all-operations.js';
import type { CommandContext, Handler } from '../../src/command.js';
import { paintNothing, render } from '../../src/printing/render.js';

/** What operations answer, by name: data as their own schemas want it, or an error that is thrown. */
export type Told = { readonly [Name in OperationName]?: Answers<Name> | Error };

/** What a command did with the answers. */
export interface Shown {
  /** What is printed on stdout. */
  readonly text: string;
  readonly notes: readonly string[];
  readonly exitCode: number;
  /** The operations that were called, with the fields that were given. */
  readonly calls: readonly (readonly [name: string, fields: GivenFields])[];
  /** What was asked. */
  readonly questions: readonly string[];
}

interface Asked<Options> {
  readonly args?: readonly string[];
  readonly options?: Options;
}

/** Run a command on operations that answer what is told. What an operation could not answer is refused. */
export async function show<Options>(
  handler: Handler<Options>,
  told: Told,
  { args = [], options = {} as Options }: Asked<Options> = {},
): Promise<Shown> {
  const calls: (readonly [string, GivenFields])[] = [];
  const questions: string[] = [];
  const call: CommandContext['call'] = async (name, input = {}) => {
    calls.push([name, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))]);
    const answer: unknown = told[name];
    if (answer instanceof Error) throw answer;
    const operation = await ALL_OPERATIONS[name]();
    return operation.output.parse(answer) as Answers<typeof name>;
  };
  const context: CommandContext = {
    home: undefined,
    server: undefined,
    json: false,
    quiet: false,
    call,
    confirm: async (question) => void questions.push(question),
    interactive: false,
    show: () => undefined,
    note: () => undefined,
  };
  const answer = await handler(context, { args, options });
  if (answer === undefined) throw new Error('The command answered nothing.');
  const { view, notes = [], exitCode = 0 } = answer;
  return { text: render(view, paintNothing), notes, exitCode, calls, questions };
}

/** What is printed, by its lines. */
export const printed = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
