import { styleText } from 'node:util';
import { renderTable } from './table.js';
import type { Cell, Tone, View } from './view.js';
import { visible } from './visible.js';

/** Paints a text that is safe to print already. */
export type Paint = (text: string, tone: Tone) => string;

const STYLES = {
  good: 'green',
  bad: 'red',
  warn: 'yellow',
  dim: 'dim',
  strong: 'bold',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** Colours for a terminal. */
export const paintForTerminal: Paint = (text, tone) =>
  styleText(STYLES[tone], text, { validateStream: false });

/** No colours: for pipes, files and `NO_COLOR`. */
export const paintNothing: Paint = (text) => text;

/** Whether a stream is a terminal that is to have colours (https://no-color.org). */
export function choosePaint(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Paint {
  const wanted = stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  return wanted ? paintForTerminal : paintNothing;
}

/** A view as text. The only place where what was read from files and stores becomes what is printed. */
export function render(view: View, paint: Paint): string {
  return view
    .map((block) =>
      block.kind === 'table'
        ? renderTable(block, paint)
        : `${block.cells.map((cell) => renderCell(cell, paint)).join('')}\n`,
    )
    .join('');
}

/** One cell, escaped and painted. */
export function renderCell(cell: Cell, paint: Paint): string {
  return typeof cell === 'string' ? visible(cell) : paint(visible(cell.text), cell.tone);
}
