import type { ErrorDetail } from '../../errors.js';
import { isPassable } from '../passable-text.js';
import type { ParameterValue, ServerParameter } from './server-parameter.js';

/** A parameter's value as arguments hold it: text, or a list of texts. */
export type ParameterText = string | readonly string[];

interface ParametersRead {
  readonly values: ReadonlyMap<string, ParameterText>;
  readonly errors: readonly ErrorDetail[];
}

const EXPECTED = {
  string: 'text',
  path: 'a path',
  url: 'an address with its scheme, such as https://example.com',
  number: 'a number',
  boolean: 'true or false',
  string_list: 'a text or a list of texts',
} as const satisfies Record<ServerParameter['type'], string>;

/** Text that a program can be given: not empty, no NUL, no half of a character. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && isPassable(value);

/** How each type reads a value; `undefined` when the value is not of the type. Text is accepted for every type. */
const READERS: Record<ServerParameter['type'], (value: unknown) => ParameterText | undefined> = {
  string: (value) => (isText(value) ? value : undefined),
  path: (value) => (isText(value) ? value : undefined),
  url: (value) => (isText(value) && URL.canParse(value) ? value : undefined),
  number: (value) => {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? text : undefined;
  },
  boolean: (value) => (value === true || value === false || isBooleanText(value) ? String(value) : undefined),
  string_list: (value) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.length > 0 && items.every(isText) ? items : undefined;
  },
};

function isBooleanText(value: unknown): boolean {
  return value === 'true' || value === 'false';
}

/**
 * Check what was given against the parameters of a server, and fill in defaults.
 * @returns the values by name, without the optional ones that nothing was given for; and every fault found.
 */
export function readParameters(
  parameters: readonly ServerParameter[],
  given: Readonly<Record<string, unknown>>,
): ParametersRead {
  const values = new Map<string, ParameterText>();
  const errors: ErrorDetail[] = unknownParameters(parameters, given);
  for (const parameter of parameters) {
    const value: unknown = Object.hasOwn(given, parameter.name) ? given[parameter.name] : parameter.default;
    const read = value === undefined ? undefined : READERS[parameter.type](value);
    if (read !== undefined) values.set(parameter.name, read);
    else if (value !== undefined) errors.push(wrongType(parameter));
    else if (parameter.required) errors.push(missing(parameter));
  }
  return { values, errors };
}

function unknownParameters(
  parameters: readonly ServerParameter[],
  given: Readonly<Record<string, unknown>>,
): ErrorDetail[] {
  const known = new Set(parameters.map(({ name }) => name));
  const hint = known.size === 0 ? 'It takes none.' : `It takes: ${[...known].join(', ')}.`;
  return Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => ({
      code: 'UNKNOWN_PARAMETER',
      message: `This server has no such parameter. ${hint}`,
      field: `params.${name}`,
    }));
}

function wrongType({ name, type }: ServerParameter): ErrorDetail {
  return {
    code: 'INVALID_PARAMETER',
    message: `The parameter ${name} is ${EXPECTED[type]}.`,
    field: `params.${name}`,
  };
}

function missing({ name, description, example }: ServerParameter): ErrorDetail {
  const like = example === undefined ? '' : ` For example: ${exampleText(example)}`;
  return {
    code: 'MISSING_PARAMETER',
    message: `The parameter ${name} is required: ${description}${like}`,
    field: `params.${name}`,
  };
}

function exampleText(example: ParameterValue): string {
  return Array.isArray(example) ? example.join(', ') : String(example);
}
