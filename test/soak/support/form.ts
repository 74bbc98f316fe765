/** Whether this is the long form of the soak tests (`npm run test:soak`). `npm test` has a shorter one of each. */
const LONG = process.env.SOAK === 'long';

/** The figure of the long form, or of the short one. */
export function inForm<Figure>(figures: { readonly long: Figure; readonly short: Figure }): Figure {
  return LONG ? figures.long : figures.short;
}

/** Print a figure. */
export function tell(text: string): void {
  process.stdout.write(`soak: ${text}\n`);
}
