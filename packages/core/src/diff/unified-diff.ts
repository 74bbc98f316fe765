import type { DocumentFormat } from '../documents/document.js';
import { diffLines, type LineRun } from './line-diff.js';
import { lineMask } from './mask-lines.js';

/** How many equal lines are shown around what differs. */
const CONTEXT = 3;

/** Longer lines are not shown, in UTF-16 code units: nobody reads them, and masking them takes its time. */
const LONGEST_LINE = 65_536;

/** Characters that act on a terminal or deceive the eye; a tab does neither. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** What is needed to show a diff of a client's file. */
export interface UnifiedDiffOptions {
  /** Shown in the head. */
  readonly path: string;
  readonly format: DocumentFormat;
  /** Values that are secrets, whatever they look like. */
  readonly secrets?: readonly string[];
  /** The names whose values the catalogue marks as secret. */
  readonly secretNames?: ReadonlySet<string>;
}

/**
 * A unified diff of two texts of one file, empty where they are equal. It is to be read, not applied: secrets are
 * masked, and characters that deceive are escaped.
 */
export function unifiedDiff(
  { before, after }: { readonly before: string; readonly after: string },
  { path, format, secrets = [], secretNames = new Set() }: UnifiedDiffOptions,
): string {
  if (before === after) return '';
  const hunks = hunksOf(diffLines(linesOf(before), linesOf(after)));
  const mask = lineMask([before, after], { format, secrets, secretNames });
  const show = (line: string): string =>
    line.length > LONGEST_LINE
      ? `(a line of ${line.length} characters)`
      : escapeUnsafe(mask(line.replace(/\r?\n$/, '')));
  const name = escapeUnsafe(path);
  return [`--- ${name}`, `+++ ${name}`, ...hunks.flatMap((hunk) => printHunk(hunk, show)), ''].join('\n');
}

/** A text with the characters that deceive or act on a terminal written as `\u{…}`. */
function escapeUnsafe(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}

/** Lines with their ends, so that a missing last one shows. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Cut runs into hunks: equal lines further from a difference than the context are left out. */
function hunksOf(runs: readonly LineRun[]): LineRun[][] {
  const hunks: LineRun[][] = [];
  let hunk: LineRun[] = [];
  for (const [index, run] of runs.entries()) {
    const first = index === 0;
    const last = index === runs.length - 1;
    if (run.kind !== 'same' || (!first && !last && run.lines.length <= CONTEXT * 2)) {
      hunk.push(run);
      continue;
    }
    if (!first) hunks.push([...hunk, head(run)]);
    hunk = last ? [] : [tail(run)];
  }
  return hunk.some(({ kind }) => kind !== 'same') ? [...hunks, hunk] : hunks;
}

function head(run: LineRun): LineRun {
  return { ...run, lines: run.lines.slice(0, CONTEXT) };
}

function tail(run: LineRun): LineRun {
  const skipped = Math.max(0, run.lines.length - CONTEXT);
  return {
    ...run,
    before: run.before + skipped,
    after: run.after + skipped,
    lines: run.lines.slice(skipped),
  };
}

const SIGN = { same: ' ', removed: '-', added: '+' } as const;

function printHunk(hunk: readonly LineRun[], show: (line: string) => string): string[] {
  const [first] = hunk;
  if (first === undefined) return [];
  const lines = hunk.flatMap(({ kind, lines }) => lines.map((line) => ({ kind, line })));
  const count = (without: LineRun['kind']): number => lines.filter(({ kind }) => kind !== without).length;
  const range = (start: number, length: number): string => `${length === 0 ? start : start + 1},${length}`;
  const place = `@@ -${range(first.before, count('added'))} +${range(first.after, count('removed'))} @@`;
  return [
    place,
    ...lines.flatMap(({ kind, line }) => [
      SIGN[kind] + show(line),
      ...(line.endsWith('\n') ? [] : ['\\ No newline at end of file']),
    ]),
  ];
}
