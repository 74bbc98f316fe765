/** A replacement of the text between two offsets (UTF-16 units, end exclusive). An insertion has `start === end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Apply splices to a text. They must not overlap; insertions at one offset are made in the order given.
 * @throws RangeError where two overlap or one lies outside the text: a fault of the caller.
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const sorted = splices.map((splice, order) => ({ ...splice, order }));
  sorted.sort((left, right) => left.start - right.start || left.end - right.end || left.order - right.order);
  let result = '';
  let position = 0;
  for (const { start, end, text: replacement } of sorted) {
    if (start < position || end < start || end > text.length) {
      throw new RangeError(`Splice ${start}..${end} overlaps another or lies outside the text.`);
    }
    result += text.slice(position, start) + replacement;
    position = end;
  }
  return result + text.slice(position);
}
