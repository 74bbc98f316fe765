import { isCollection, isScalar, isSeq } from 'yaml';
import { OrchestrationError } from '../errors.js';
import type { Json } from '../json.js';
import { isFlow } from './yaml-items.js';
import { isBlank } from './yaml-lines.js';
import { type BlockPlace, flowValue, type YamlStyle } from './yaml-render.js';
import { parseYamlTree, type YamlTree } from './yaml-tree.js';

/** The source of an entry, kept to put it back: what followed its colon, or its item with the dash blanked. */
export class RestoredText {
  readonly #text: string;
  readonly #tree: YamlTree;

  /** @throws OrchestrationError `config_unsupported` where the text is not that of one value. */
  constructor(text: string) {
    this.#text = text;
    try {
      // A line break follows it in a file, and a scalar that keeps its line breaks counts that one.
      this.#tree = parseYamlTree(`${text}\n`);
    } catch (cause) {
      throw new OrchestrationError('config_unsupported', {
        message: 'The text to restore does not read as an entry.',
        cause,
      });
    }
  }

  get data(): Json {
    return this.#tree.root === null ? null : this.#tree.data;
  }

  /** To follow the colon of a key at a column. Indented anew only where it would not stand within the key. */
  afterColon({ column, style }: BlockPlace): string {
    const lead = /^[^ \t\r\n]/.test(this.#text) ? ' ' : '';
    const text = lead + this.#text;
    const least = this.#leastIndent(text.split('\n').slice(1));
    const isList = isSeq(this.#tree.root) && !isFlow(this.#tree.root);
    if (least > column || (isList && least === column)) return text;
    const [first = '', ...lines] = text.split('\n');
    return [first, ...shift(lines, column + style.step - least)].join('\n');
  }

  /** An item of a list with its dash at a column. */
  item(column: number): string {
    const lines = this.#text.split('\n');
    const least = this.#leastIndent(lines);
    const room = isBlank(lines[0] ?? '') ? 1 : 2;
    const [first = '', ...rest] = least >= column + room ? lines : shift(lines, column + 2 - least);
    const head = isBlank(first) ? first.trimStart() : first.slice(column + 1);
    return [`${' '.repeat(column)}-${head}`, ...rest].join('\n');
  }

  /** The least indentation of lines with content, which a `#` begins only in a scalar; none is infinitely far in. */
  #leastIndent(lines: readonly string[]): number {
    const blanks = isScalar(this.#tree.root) ? '\r\t' : '#\r\t';
    return lines.reduce((least, line) => {
      const indent = line.search(/[^ ]/);
      return indent === -1 || blanks.includes(line.charAt(indent)) ? least : Math.min(least, indent);
    }, Number.POSITIVE_INFINITY);
  }

  /** To stand within brackets: as it is where it is itself bracketed or quoted, else its data. */
  flow(style: YamlStyle): string {
    const { root } = this.#tree;
    const source = root && this.#tree.text.slice(root.range[0], root.range[1]);
    const isSafe = isCollection(root) ? isFlow(root) : isScalar(root) && /^["']/.test(source ?? '');
    return isSafe && source !== null ? source : flowValue(this.data, style);
  }
}

/** Indent lines further, but for blank ones. */
function shift(lines: readonly string[], by: number): string[] {
  return lines.map((line) => (isBlank(line) ? line : ' '.repeat(by) + line));
}
