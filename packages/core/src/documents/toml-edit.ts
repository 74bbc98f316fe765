import type { Container, EntryEdit } from './document.js';
import { addEntries, type NewEntry } from './toml-add.js';
import { TomlChanges } from './toml-changes.js';
import { entryNodes, nameKeyOf } from './toml-container.js';
import { entryText } from './toml-entry-text.js';
import { draftOf } from './toml-format.js';
import { changeInPlace, changeMembers, type MemberChange } from './toml-members.js';
import { readKept, restoreInPlace } from './toml-restore.js';
import { parseTomlSource, type TomlSource } from './toml-source.js';
import type { TomlNode } from './toml-tree.js';

type SetEdit = Extract<EntryEdit, { op: 'set' }>;
type RestoreEdit = Extract<EntryEdit, { op: 'restore' }>;

/**
 * The source after edits. Edits of different entries are made from one tree: first those of entries that are there,
 * then, where there are any, all additions together.
 */
export function editToml(
  source: TomlSource,
  { container, edits }: { readonly container: Container; readonly edits: readonly EntryEdit[] },
): TomlSource {
  return distinctRuns(edits).reduce((current, run) => {
    const additions: NewEntry[] = [];
    const edited = changed(current, (changes) => {
      const step = new EntryEditor(changes, container);
      for (const edit of run) step.edit(edit);
      additions.push(...step.additions);
    });
    return additions.length === 0
      ? edited
      : changed(edited, (changes) => addEntries(changes, { container, entries: additions }));
  }, source);
}

function changed(source: TomlSource, change: (changes: TomlChanges) => void): TomlSource {
  const changes = new TomlChanges(source);
  change(changes);
  const text = changes.apply();
  return text === source.text ? source : parseTomlSource(text, source.eol);
}

/** Split edits where a name comes again, so that no entry is edited twice from one tree. */
function distinctRuns(edits: readonly EntryEdit[]): EntryEdit[][] {
  const runs: EntryEdit[][] = [];
  let names = new Set<string>();
  for (const edit of edits) {
    const run = runs.at(-1);
    if (run && !names.has(edit.name)) {
      run.push(edit);
    } else {
      runs.push([edit]);
      names = new Set();
    }
    names.add(edit.name);
  }
  return runs;
}

/** Edits the entries that are there and gathers those that are to be added. */
class EntryEditor {
  readonly additions: NewEntry[] = [];
  readonly #nodes = new Map<string, TomlNode[]>();

  constructor(
    readonly changes: TomlChanges,
    readonly container: Container,
  ) {
    for (const { name, node } of entryNodes(changes.source.root, container)) {
      this.#nodes.set(name, [...(this.#nodes.get(name) ?? []), node]);
    }
  }

  edit(edit: EntryEdit): void {
    const nodes = this.#nodes.get(edit.name) ?? [];
    if (edit.op === 'remove') for (const node of nodes) this.changes.drop(node);
    else if (edit.op === 'set') this.#set(edit, nodes.at(-1));
    else this.#restore(edit, nodes.at(-1));
  }

  #set(edit: SetEdit, node: TomlNode | undefined): void {
    const change = this.#memberChange(edit);
    if (node?.kind === 'table') {
      changeMembers(this.changes, { table: node, ...change });
    } else if (!node || !changeInPlace(this.changes, { node, wanted: change.members })) {
      if (node) this.changes.drop(node);
      this.additions.push({ name: edit.name, draft: draftOf(change.members) });
    }
  }

  /** What is removed is not set, and in an array the name is neither. */
  #memberChange({ members, remove = [] }: SetEdit): MemberChange {
    const name = this.container.kind === 'array' ? nameKeyOf(this.container) : undefined;
    const left = new Set([...remove, ...(name === undefined ? [] : [name])]);
    return {
      members: Object.fromEntries(Object.entries(members).filter(([key]) => !left.has(key))),
      remove: remove.filter((key) => key !== name),
    };
  }

  #restore({ name, text }: RestoreEdit, node: TomlNode | undefined): void {
    const { source } = this.changes;
    if (node && entryText(source, { node, container: this.container }) === text) return;
    const kept = readKept(text, { container: this.container, name });
    if (node && restoreInPlace(this.changes, { node, kept })) return;
    if (node) this.changes.drop(node);
    this.additions.push(kept);
  }
}
