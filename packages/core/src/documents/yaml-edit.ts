import type { YamlChanges } from './yaml-changes.js';
import type { YamlStyle } from './yaml-render.js';
import type { YamlTree } from './yaml-tree.js';

/** Changes in the making: of which tree, and how the file is written. */
export interface YamlEdit {
  readonly tree: YamlTree;
  readonly changes: YamlChanges;
  readonly style: YamlStyle;
}

/** Something to add to a collection, in whichever style that is written. */
export interface YamlAddition {
  /** Its lines with its key or dash at a column, the first indented, without a line break at the end. */
  block(column: number): string;
  /** Its text within brackets. */
  flow(): string;
}
