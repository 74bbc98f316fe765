import type { EntryEdit } from './document.js';

/**
 * Edits in turn, in batches that can be worked out from one tree. Edits of different names do not touch each other,
 * so a batch ends only where a name comes again.
 */
export function batchesOf(edits: readonly EntryEdit[]): EntryEdit[][] {
  const batches: EntryEdit[][] = [];
  const names = new Set<string>();
  for (const edit of edits) {
    const batch = batches.at(-1);
    if (batch === undefined || names.has(edit.name)) {
      names.clear();
      batches.push([edit]);
    } else batch.push(edit);
    names.add(edit.name);
  }
  return batches;
}
