import type { DeployedEntry } from '../ports/stores.js';
import type { ServerDrift } from './classify-drift.js';

/** How the definition of an input stands: any that is there will do, so that none is ever drifted. */
export interface InputDrift extends Pick<ServerDrift, 'name' | 'cause'> {
  readonly state: 'clean' | 'pending' | 'missing' | 'orphaned';
}

/** The inputs of a file, from all sides, by name. */
export interface InputSides {
  readonly defined: ReadonlySet<string>;
  /** Those that the release's servers refer to. */
  readonly wanted: ReadonlySet<string>;
  readonly ledger: readonly DeployedEntry[];
}

/** How the definitions of inputs stand, of those that the release refers to and those that are ours. */
export function inputDrift({ defined, wanted, ledger }: InputSides): InputDrift[] {
  const ours = new Map(ledger.map((entry) => [entry.name, entry]));
  return [...new Set([...wanted, ...ours.keys()])].flatMap((name): InputDrift[] => {
    const isDefined = defined.has(name);
    if (!wanted.has(name)) {
      const isLeft = isDefined && ours.get(name)?.adopted === false;
      return isLeft ? [{ name, state: 'orphaned', cause: 'no longer in the release' }] : [];
    }
    if (isDefined) return [{ name, state: 'clean' }];
    return ours.has(name)
      ? [{ name, state: 'missing', cause: 'its definition was removed from the file' }]
      : [{ name, state: 'pending', cause: 'not deployed yet' }];
  });
}
