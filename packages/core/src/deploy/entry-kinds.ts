import type { DeployedEntry } from '../ports/stores.js';

/** Of the entries that are ours in a file, the servers. */
export function serversOf(entries: readonly DeployedEntry[]): DeployedEntry[] {
  return entries.filter(({ kind }) => kind === undefined);
}

/** Of the entries that are ours in a file, the definitions of inputs. */
export function inputsOf(entries: readonly DeployedEntry[]): DeployedEntry[] {
  return entries.filter(({ kind }) => kind === 'input');
}

/** What tells entries of one file apart: a server and an input may have the same name. */
export function entryKey({ kind, name }: Pick<DeployedEntry, 'kind' | 'name'>): string {
  return kind === undefined ? name : `\0${kind}\0${name}`;
}
