/** What came of the cases: sums over all of them. */
export interface Figures {
  files: number;
  cases: number;
  /** Cases in which the file was refused, and left as it was. */
  refused: number;
  /** Writes to files. */
  edits: number;
  /** Bytes of a file that a deploy took away or changed. */
  foreign_bytes_changed: number;
  undeploys: number;
  undeploys_that_restored_the_first_bytes: number;
  /** Entries that are not ours whose text was not the same after an edit. */
  entries_not_ours_rewritten: number;
}

/** Nothing yet. */
export function noFigures(): Figures {
  return {
    files: 0,
    cases: 0,
    refused: 0,
    edits: 0,
    foreign_bytes_changed: 0,
    undeploys: 0,
    undeploys_that_restored_the_first_bytes: 0,
    entries_not_ours_rewritten: 0,
  };
}

/** The figures in a line. */
export function showFigures(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, count]) => `${name.replaceAll('_', ' ')} ${count}`)
    .join(', ');
}
