import { RESULTS_FILE } from './results.js';

/** What is asked for on the command line. */
export interface Asked {
  /** The benchmarks to run, by name, in the order of the list. */
  readonly names: readonly string[];
  /** Whether what was found is compared with the goals. */
  readonly check: boolean;
  /** Whether results are written. */
  readonly json: boolean;
  /** Where they are. */
  readonly file: string;
}

/**
 * `[NAME…] [--json [FILE.json]]` runs all or some; `check` compares the last results, `check NAME…` those of a run now.
 *
 * @throws where a name is not in the list
 */
export function readArguments(words: readonly string[], known: readonly string[]): Asked {
  const isFile = (word: string): boolean => word.endsWith('.json');
  const names = words.filter((word) => !['check', '--json'].includes(word) && !isFile(word));
  const strange = names.filter((name) => !known.includes(name));
  if (strange.length > 0)
    throw new Error(`There is no benchmark ${strange.join(', ')}; there are ${known.join(', ')}.`);
  const check = words.includes('check');
  return {
    names: names.length === 0 && !check ? known : known.filter((name) => names.includes(name)),
    check,
    json: words.includes('--json'),
    file: words.find(isFile) ?? RESULTS_FILE,
  };
}
