import type { Answers, GivenFields, OperationName } from './all-operations.js';
import type { View } from './printing/view.js';

/** What a command answers: the data for `--json`, and how people see it. */
export interface Answer {
  /** Printed as it is with `--json`. For a command that is one operation: the operation's output. */
  readonly data: unknown;
  readonly view: View;
  /** What to do next: printed on stderr, for people alone. */
  readonly notes?: readonly string[];
  /** 0 unless given. */
  readonly exitCode?: number;
}

/** What a command runs on. */
export interface CommandContext {
  /** The folder that `--home` names. */
  readonly home: string | undefined;
  /** The address of the server that operations are called on; undefined where that is this machine's home. */
  readonly server: string | undefined;
  /** Whether the caller is a program: no questions, no notes. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** Call an operation as the person at the machine, or on the server. Text is read as the operation's fields want it. */
  call<Name extends OperationName>(name: Name, input?: GivenFields): Promise<Answers<Name>>;
  /**
   * Ask before something is taken away. Asks only a person at a terminal who gave neither `--yes` nor `--json`.
   * @throws OrchestrationError `consent_declined` where the answer is no.
   */
  confirm(question: string): Promise<void>;
  /** Whether {@link CommandContext.confirm} would ask. */
  readonly interactive: boolean;
  /** Print an answer now: for a command that goes on after it. */
  show(answer: Answer): void;
  /** Show something on stderr, unless `--quiet` or `--json`. */
  note(view: View): void;
}

/** The arguments and options that were given, as text, under the names that commander gives them. */
export interface Given<Options> {
  readonly args: readonly (string | undefined)[];
  readonly options: Options;
}

/** Does what a command is for. One that serves until it is stopped answers nothing. */
export type Handler<Options = never> = (
  context: CommandContext,
  given: Given<Options>,
) => Promise<Answer | undefined>;

/** An option, in commander's notation. */
export interface OptionSpec {
  readonly flags: string;
  readonly description: string;
  readonly default?: string;
  readonly choices?: readonly string[];
  /** May be given several times; the values make a list. */
  readonly repeatable?: boolean;
}

/** An argument: `<required>` or `[optional]`. */
export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

/** One command, as far as help and completion have to know it. Its handler is imported when it runs. */
export interface CommandSpec {
  /** The words that name it, after the program: `draft add`. */
  readonly path: string;
  /** One line. */
  readonly summary: string;
  /** More, for its own help. */
  readonly description?: string;
  readonly args?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  /** Command lines after the program's name, each with what it does. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  /** It is about this machine: refused where a server is named. */
  readonly localOnly?: boolean;
  /** It runs until it is stopped. */
  readonly serves?: boolean;
  readonly load: () => Promise<Handler>;
}
