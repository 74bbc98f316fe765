/** What a text is, from which its colour follows. */
export type Tone = 'good' | 'bad' | 'warn' | 'dim' | 'strong';

/** A piece of text. It may hold anything: what deceives is escaped when it is printed. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

/** A line, or a table. */
export type Block =
  | { readonly kind: 'line'; readonly cells: readonly Cell[] }
  | {
      readonly kind: 'table';
      readonly headers: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    };

/** What people see of an answer, from top to bottom. */
export type View = readonly Block[];

/** A line of text. */
export function line(...cells: readonly Cell[]): Block {
  return { kind: 'line', cells };
}

/** A table with a header. */
export function table(headers: readonly string[], rows: readonly (readonly Cell[])[]): Block {
  return { kind: 'table', headers, rows };
}

/** A text with a tone. */
export function toned(text: string, tone: Tone): Cell {
  return { text, tone };
}

/** A text of several lines. */
export function lines(text: string): Block[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((one) => line(one));
}
