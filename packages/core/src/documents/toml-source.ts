import { ParseError, parseTOML } from 'toml-eslint-parser';
import { OrchestrationError } from '../errors.js';
import { buildTomlTree, type TomlNode, TomlRedefinition } from './toml-tree.js';

/** A TOML text without BOM, parsed. */
export interface TomlSource {
  /** The text, with a line end added after a last line that had none: offsets are those of the text given. */
  readonly text: string;
  /** The line end that the text uses. */
  readonly eol: string;
  readonly root: TomlNode;
}

/**
 * Parse TOML 1.1, which takes in 1.0.
 * @throws OrchestrationError `config_unparsable` with line and column (from 1); `config_unsupported` for what only
 * the parser cannot bear (nesting in the thousands, strings of more than some 100,000 characters).
 * @param eolWanted The line end to use, where it is known from an earlier text; else that of the first line.
 */
export function parseTomlSource(text: string, eolWanted?: string): TomlSource {
  refuseBareReturns(text);
  const eol = eolWanted ?? /\r?\n/.exec(text)?.[0] ?? '\n';
  const root = parseTree(text);
  return { text: text === '' || text.endsWith('\n') ? text : text + eol, eol, root };
}

function parseTree(text: string): TomlNode {
  try {
    return buildTomlTree(parseTOML(text));
  } catch (error) {
    if (error instanceof ParseError) {
      throw unparsable(error.message, placeOf(text, error));
    }
    if (error instanceof TomlRedefinition) throw unparsable(error.message, error.at);
    throw new OrchestrationError('config_unsupported', {
      message: 'The TOML is nested too deeply, or holds too long a string, to be edited safely.',
      cause: error,
    });
  }
}

/** TOML allows a carriage return only before a line feed; the parser takes one as the end of a comment. */
function refuseBareReturns(text: string): void {
  const at = text.search(/\r(?!\n)/);
  if (at < 0) return;
  throw unparsable('A carriage return without a line feed', placeAt(text, at));
}

/** What is missing at the end of the text is missing behind its last character, not lines below. */
function placeOf(text: string, { index, lineNumber, column }: ParseError): Place {
  const { length } = text.trimEnd();
  return index > length ? placeAt(text, length) : { line: lineNumber, column };
}

function placeAt(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}

/** Line from 1, column from 0, as the parser counts them. */
interface Place {
  readonly line: number;
  readonly column: number;
}

function unparsable(what: string, { line, column }: Place): OrchestrationError {
  return new OrchestrationError('config_unparsable', {
    message: `The file is not valid TOML: ${what} (line ${line}, column ${column + 1}).`,
  });
}
