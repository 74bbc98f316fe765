import stringWidth from 'fast-string-width';
import type { Paint } from './render.js';
import type { Cell } from './view.js';
import { visible } from './visible.js';

interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const textOf = (cell: Cell): string => visible(typeof cell === 'string' ? cell : cell.text);

/** Columns as wide as their widest cell, two blanks apart. Widths are those of the terminal: wide characters take two. */
export function renderTable({ headers, rows }: Table, paint: Paint): string {
  const all: readonly (readonly Cell[])[] = [
    headers.map((text) => ({ text, tone: 'dim' as const })),
    ...rows,
  ];
  const widths = headers.map((_, column) =>
    Math.max(...all.map((row) => stringWidth(textOf(row[column] ?? '')))),
  );
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => renderColumn(cell, { width: lastTo(row, column, widths), paint }))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** The last column is not padded, so that nothing ends in blanks. */
function lastTo(row: readonly Cell[], column: number, widths: readonly number[]): number {
  return column === row.length - 1 ? 0 : (widths[column] ?? 0);
}

function renderColumn(cell: Cell, { width, paint }: { width: number; paint: Paint }): string {
  const text = textOf(cell);
  const padding = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return `${typeof cell === 'string' ? text : paint(text, cell.tone)}${padding}`;
}
