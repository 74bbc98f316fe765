import { expect, it } from 'vitest';
import type { Container, DocumentFormat, EntryEdit } from '../../src/documents/document.js';
import { parseDocument } from '../../src/documents/parse-document.js';
import type { JsonObject } from '../../src/json.js';

/** A document before and after edits, both literally. */
export interface EditCase {
  readonly title: string;
  readonly container?: Container;
  readonly before: string;
  readonly edits: readonly EntryEdit[];
  readonly after: string;
}

/** A document by its lines; the last is empty where the text ends in a line end. */
export const lines = (...all: readonly string[]): string => all.join('\n');

export const set = (name: string, members: JsonObject, without: readonly string[] = []): EntryEdit => ({
  op: 'set',
  name,
  members,
  remove: without,
});

export const remove = (name: string): EntryEdit => ({ op: 'remove', name });

export const restore = (name: string, text: string): EntryEdit => ({ op: 'restore', name, text });

const withCrlf = (text: string): string => text.replace(/\r?\n/g, '\r\n');

function editWithCrlf(edit: EntryEdit): EntryEdit {
  return edit.op === 'restore' ? { ...edit, text: withCrlf(edit.text) } : edit;
}

/** Of each name the last edit: what is to be true in the end. */
function lastOfEach(edits: readonly EntryEdit[]): EntryEdit[] {
  return edits.filter(({ name }, place) => edits.findLastIndex((edit) => edit.name === name) === place);
}

/**
 * Test a table of edits. Beside what it says, each case holds to the laws of every format: the same edits again
 * change nothing, and a file whose lines end in CRLF gets the same lines.
 */
export function testEdits(
  cases: readonly EditCase[],
  { format, container: usual }: { readonly format: DocumentFormat; readonly container: Container },
): void {
  it.each(cases)('$title', ({ container = usual, before, edits, after }) => {
    const edited = (text: string, all: readonly EntryEdit[]) =>
      parseDocument(text, format).edit(container, all);
    expect(edited(before, edits)).toBe(after);
    expect(edited(after, lastOfEach(edits))).toBe(after);
    if (before.includes('\n'))
      expect(edited(withCrlf(before), edits.map(editWithCrlf))).toBe(withCrlf(after));
  });
}
