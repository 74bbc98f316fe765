import { OrchestrationError } from '@mcp-orchestration/core';

/** How pairs of an option are written. */
interface PairForm {
  /** The option, for the error. */
  readonly option: string;
  readonly separator: '=' | ':';
}

/**
 * Read `key=value` or `Name: value` pairs. The value is not repeated in errors: it may be a secret.
 * @returns the values of each key, in the order given; undefined where none was given.
 * @throws OrchestrationError `invalid_input` where a pair has no separator or no key.
 */
export function readPairs(
  texts: readonly string[] | undefined,
  { option, separator }: PairForm,
): ReadonlyMap<string, readonly string[]> | undefined {
  if (texts === undefined) return undefined;
  const pairs = new Map<string, readonly string[]>();
  for (const text of texts) {
    const at = text.indexOf(separator);
    const key = text.slice(0, Math.max(0, at)).trim();
    if (key === '') throw unreadable({ option, separator });
    const value = text.slice(at + 1);
    pairs.set(key, [...(pairs.get(key) ?? []), separator === ':' ? value.trim() : value]);
  }
  return pairs;
}

/** The last value of each key: for environments and headers, where a later one replaces an earlier one. */
export function lastValues(
  pairs: ReadonlyMap<string, readonly string[]> | undefined,
): Record<string, string> | undefined {
  if (pairs === undefined) return undefined;
  return Object.fromEntries([...pairs].map(([key, values]) => [key, values.at(-1) ?? '']));
}

/** A value for each key, or a list where it was given several times. */
export function oneOrMany(
  pairs: ReadonlyMap<string, readonly string[]> | undefined,
): Record<string, string | readonly string[]> | undefined {
  if (pairs === undefined) return undefined;
  return Object.fromEntries(
    [...pairs].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

function unreadable({ option, separator }: PairForm): OrchestrationError {
  const form = separator === '=' ? 'KEY=VALUE' : '"Name: value"';
  return new OrchestrationError('invalid_input', {
    message: `${option} takes ${form}, and this has no "${separator}" after a name.`,
  });
}
