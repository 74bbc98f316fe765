import { visit } from 'jsonc-parser';
import { OrchestrationError } from './errors.js';

/** Deeper input than this is no request. */
const MAXIMUM_DEPTH = 64;

/**
 * Parse JSON text that comes from outside, refusing what readers disagree about: duplicate keys, and nesting without
 * end.
 * @throws OrchestrationError `invalid_input`, with line and column where they are known.
 */
export function parseStrictJson(text: string): unknown {
  refuseAmbiguity(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new OrchestrationError('invalid_input', { message: 'The text is not valid JSON.' });
  }
}

function refuseAmbiguity(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  const enter = (keys: Set<string> | undefined): void => {
    open.push(keys);
    if (open.length > MAXIMUM_DEPTH) {
      throw new OrchestrationError('invalid_input', {
        message: `The JSON is nested more than ${MAXIMUM_DEPTH} levels deep.`,
      });
    }
  };
  const leave = (): void => void open.pop();
  visit(text, {
    onObjectBegin: () => enter(new Set()),
    onObjectEnd: leave,
    onArrayBegin: () => enter(undefined),
    onArrayEnd: leave,
    onObjectProperty: (key, _offset, _length, line, character) => {
      const keys = open.at(-1);
      if (keys?.has(key) === true) {
        throw new OrchestrationError('invalid_input', {
          message: `The JSON has the key ${JSON.stringify(key)} twice in one object, at line ${line + 1}, column ${character + 1}.`,
        });
      }
      keys?.add(key);
    },
  });
}
