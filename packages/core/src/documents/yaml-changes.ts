import { applySplices, type Splice } from './splice.js';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Changes of one text, gathered from one tree of it and made together. Deletions may overlap each other. */
export class YamlChanges {
  readonly #text: string;
  readonly #splices: Splice[] = [];
  readonly #deleted: Range[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  replace(range: Range, text: string): void {
    this.#splices.push({ ...range, text });
  }

  insert(offset: number, text: string): void {
    this.#splices.push({ start: offset, end: offset, text });
  }

  delete(start: number, end: number): void {
    if (end > start) this.#deleted.push({ start, end });
  }

  /** The changed text. Where lines go from the end of a text without a final line break, so does the break before. */
  apply(): string {
    const splices = this.#mergedDeletions().map(({ start, end }) => {
      const unended = end === this.#text.length && !this.#text.endsWith('\n');
      return { start: unended ? this.#lineBreakBefore(start) : start, end, text: '' };
    });
    return applySplices(this.#text, [...this.#splices, ...splices]);
  }

  #mergedDeletions(): Range[] {
    const merged: Range[] = [];
    for (const range of this.#deleted.toSorted((left, right) => left.start - right.start)) {
      const last = merged.at(-1);
      if (last && range.start <= last.end) {
        merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
      } else {
        merged.push(range);
      }
    }
    return merged;
  }

  #lineBreakBefore(offset: number): number {
    if (this.#text[offset - 1] !== '\n') return offset;
    return this.#text[offset - 2] === '\r' ? offset - 2 : offset - 1;
  }
}
