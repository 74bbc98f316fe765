import type { AnyOperation } from './operation.js';

/** Operations by their names, each loaded when it is first asked for. */
export type Operations = Readonly<Record<string, () => Promise<AnyOperation>>>;

/** Any of some operations. */
export type OperationOf<Stated extends Operations> = Awaited<ReturnType<Stated[keyof Stated]>>;

/** Load some operations, all of them, in the order in which they are stated: for a transport that tells what there is. */
export function loadCatalogue<Stated extends Operations>(
  operations: Stated,
): Promise<readonly OperationOf<Stated>[]> {
  const loads = Object.values(operations) as (() => Promise<OperationOf<Stated>>)[];
  return Promise.all(loads.map((load) => load()));
}

/** Operations that are there already, by their names. */
export function operationsOf(catalogue: readonly AnyOperation[]): Operations {
  return Object.fromEntries(catalogue.map((operation) => [operation.name, async () => operation]));
}
