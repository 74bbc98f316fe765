import type { AST } from 'toml-eslint-parser';
import { applySplices, type Splice } from './splice.js';
import { type InlineItem, type InlineList, inlineSplices } from './toml-inline.js';
import { endOfComments, joinLines, type Lines, linesOf, withSeparator } from './toml-lines.js';
import { sitesOf } from './toml-sites.js';
import type { TomlSource } from './toml-source.js';
import type { TomlNode } from './toml-tree.js';

/**
 * Gathers changes of one parsed text and applies them together. Changes that touch each other (a list that loses
 * and gains items, tables removed side by side) become splices only once all are known.
 */
export class TomlChanges {
  readonly #values: Splice[] = [];
  readonly #lines: Splice[] = [];
  readonly #tables: Splice[] = [];
  readonly #droppedPairs: Lines[] = [];
  readonly #droppedTables: Lines[] = [];
  readonly #lists = new Map<InlineList, { dropped: Set<InlineItem>; appended: string[] }>();

  constructor(readonly source: TomlSource) {}

  /** Put a text in the place of a piece of syntax. */
  replace({ range }: AST.TOMLContentNode, text: string): void {
    this.#values.push({ start: range[0], end: range[1], text });
  }

  /** Put whole lines in the place of a table's lines. */
  replaceTable(table: AST.TOMLTable, text: string): void {
    this.#values.push({ ...linesOf(this.source.text, table), text: text + this.source.eol });
  }

  /** Put a line below a key-value, or below all of a table's own. */
  insertLine(below: AST.TOMLKeyValue | AST.TOMLTable, line: string): void {
    const { end } = linesOf(this.source.text, below);
    this.#lines.push({ start: end, end, text: line + this.source.eol });
  }

  /** Put tables behind a table and the comments that belong to it. */
  insertTablesBehind(table: AST.TOMLTable, tables: readonly string[]): void {
    const { text } = this.source;
    this.insertTables(endOfComments(text, linesOf(text, table).end), tables);
  }

  /** Put tables at the start of a line, each parted by a blank line from what stands before it. */
  insertTables(at: number, tables: readonly string[]): void {
    const { eol } = this.source;
    for (const table of tables) {
      const first = at === 0 && this.#tables.length === 0;
      this.#tables.push({ start: at, end: at, text: `${first ? '' : eol}${table}${eol}` });
    }
  }

  /** Put an item at the end of an inline list. */
  append(list: InlineList, item: string): void {
    this.#listOf(list).appended.push(item);
  }

  /** Take a node and all that is below it out of the text. */
  drop(node: TomlNode): void {
    const list = node.parent?.value;
    if (node.value && !node.pair && list?.type === 'TOMLArray') this.#listOf(list).dropped.add(node.value);
    const { headers, pairs } = sitesOf(node);
    for (const header of headers) this.dropTable(header);
    for (const { pair } of pairs) this.#dropPair(pair);
  }

  /** Take a table's own lines out of the text. */
  dropTable(table: AST.TOMLTable): void {
    this.#droppedTables.push(linesOf(this.source.text, table));
  }

  /** The text with all changes made. */
  apply(): string {
    const { text } = this.source;
    const lists = [...this.#lists].flatMap(([list, change]) => inlineSplices(text, { list, ...change }));
    const deletions = [...this.#droppedPairs, ...this.#separated()];
    return applySplices(text, [
      ...this.#lines,
      ...this.#tablesBehind(deletions),
      ...this.#values,
      ...lists,
      ...deletions.map((lines) => ({ ...lines, text: '' })),
    ]);
  }

  /** The tables to be put in; what comes to stand at the very start needs no blank line above. */
  #tablesBehind(deletions: readonly Lines[]): Splice[] {
    const { eol } = this.source;
    const start = deletions.find((lines) => lines.start === 0)?.end;
    const first = this.#tables.find((splice) => splice.start === start);
    return this.#tables.map((splice) =>
      splice === first ? { ...splice, text: splice.text.slice(eol.length) } : splice,
    );
  }

  /** The dropped tables with the blank lines that go with them, unless something is put right there. */
  #separated(): Lines[] {
    const { text } = this.source;
    const apart = new Set([...this.#lines, ...this.#tables].map(({ start }) => start));
    return joinLines(text, { stretches: this.#droppedTables, apart }).map((lines) => {
      const wide = withSeparator(text, lines);
      return wide.end > lines.end && apart.has(lines.end) ? lines : wide;
    });
  }

  #dropPair(pair: AST.TOMLKeyValue): void {
    if (pair.parent.type === 'TOMLInlineTable') this.#listOf(pair.parent).dropped.add(pair);
    else this.#droppedPairs.push(linesOf(this.source.text, pair));
  }

  #listOf(list: InlineList): { dropped: Set<InlineItem>; appended: string[] } {
    const change = this.#lists.get(list) ?? { dropped: new Set(), appended: [] };
    this.#lists.set(list, change);
    return change;
  }
}
