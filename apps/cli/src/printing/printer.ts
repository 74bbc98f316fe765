import type { Answer } from '../command.js';
import { choosePaint, render } from './render.js';
import { line, toned, type View } from './view.js';
import { visibleJson } from './visible.js';

/** What decides how answers are printed. */
export interface PrintOptions {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Print an answer: the result on stdout, notes on stderr. */
export function printAnswer({ data, view, notes = [] }: Answer, options: PrintOptions): void {
  if (options.json) {
    process.stdout.write(`${visibleJson(data)}\n`);
    return;
  }
  process.stdout.write(render(view, choosePaint(process.stdout)));
  printNote(
    notes.map((note) => line(toned(note, 'dim'))),
    options,
  );
}

/** Print something beside the result, unless only the result is wanted. */
export function printNote(view: View, { json, quiet }: PrintOptions): void {
  if (!json && !quiet) process.stderr.write(render(view, choosePaint(process.stderr)));
}

/** Print on stderr, whatever was asked for: errors, questions. */
export function printForPeople(view: View): void {
  process.stderr.write(render(view, choosePaint(process.stderr)));
}
