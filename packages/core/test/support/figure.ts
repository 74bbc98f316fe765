/** Print a figure that a promise is about, so that it can be read in the output of a run. */
export function tellFigure(text: string): void {
  process.stdout.write(`figure: ${text}\n`);
}
