import { isCollection, isMap, type ParsedNode } from 'yaml';
import { isFlow, itemsOf, type YamlCollection } from './yaml-items.js';
import { columnOf } from './yaml-lines.js';
import type { YamlStyle } from './yaml-render.js';
import type { YamlTree } from './yaml-tree.js';

/** What most files are written with. */
const USUAL_STEP = 2;

/** How a file is written: as the first nested map and list of `near` are, else as the first of the file. */
export function styleOf(tree: YamlTree, near: ParsedNode | YamlCollection | null): YamlStyle {
  const nearest = firstSteps(tree, near);
  const first = firstSteps(tree, tree.root);
  const step = nearest.map ?? first.map ?? USUAL_STEP;
  return {
    step,
    listStep: nearest.list ?? first.list ?? step,
    lineBreak: tree.lineBreak,
    json: isCollection(tree.root) && isFlow(tree.root) && isJsonKeyed(tree.root),
  };
}

interface Steps {
  map?: number | undefined;
  list?: number | undefined;
}

/** Looks through the blocks in the order of the text, and no further than both steps are known. */
function firstSteps(tree: YamlTree, root: ParsedNode | YamlCollection | null): Steps {
  const steps: Steps = {};
  const open: Nested[] = [{ node: root }];
  while (open.length > 0 && (steps.map === undefined || steps.list === undefined)) {
    const { node, keyStart } = open.pop() ?? { node: null };
    if (!isCollection(node) || isFlow(node)) continue;
    const items = itemsOf(node);
    if (keyStart !== undefined && items[0]) {
      const step = columnOf(tree.text, items[0].start) - columnOf(tree.text, keyStart);
      if (isMap(node)) steps.map ??= step;
      else steps.list ??= step;
    }
    const nested = items.map(({ value, start }) =>
      isMap(node) ? { node: value, keyStart: start } : { node: value },
    );
    for (const value of nested.reverse()) open.push(value);
  }
  return steps;
}

/** A value, with where its key stands if it has one. */
interface Nested {
  readonly node: ParsedNode | YamlCollection | null;
  readonly keyStart?: number;
}

function isJsonKeyed(root: YamlCollection): boolean {
  return isMap(root) && itemsOf(root)[0]?.token.key?.type === 'double-quoted-scalar';
}
