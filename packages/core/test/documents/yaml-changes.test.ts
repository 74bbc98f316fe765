import { describe, expect, it } from 'vitest';
import { YamlChanges } from '../../src/documents/yaml-changes.js';

function changed(text: string, change: (changes: YamlChanges) => void): string {
  const changes = new YamlChanges(text);
  change(changes);
  return changes.apply();
}

describe('changes of a text', () => {
  it('are none where none are made', () => {
    expect(changed('a: 1\n', () => undefined)).toBe('a: 1\n');
  });

  it('are made together, at the offsets of the first text', () => {
    const text = changed('a: 1\nb: 2\nc: 3\n', (changes) => {
      changes.insert(15, 'd: 4\n');
      changes.replace({ start: 3, end: 4 }, '100');
      changes.delete(5, 10);
    });
    expect(text).toBe('a: 100\nc: 3\nd: 4\n');
  });

  it('delete what overlaps or touches once', () => {
    const text = changed('0123456789\n', (changes) => {
      changes.delete(6, 8);
      changes.delete(1, 4);
      changes.delete(3, 6);
      changes.delete(2, 3);
    });
    expect(text).toBe('089\n');
  });

  it('delete nothing where the end is not after the start', () => {
    const text = changed('ab\n', (changes) => {
      changes.delete(1, 1);
      changes.delete(2, 1);
    });
    expect(text).toBe('ab\n');
  });

  it('insert at one offset in the order given', () => {
    const text = changed('ac\n', (changes) => {
      changes.insert(1, '1');
      changes.insert(1, '2');
    });
    expect(text).toBe('a12c\n');
  });

  it.each([
    ['the line break before them goes with last lines of a text without one', 'a: 1\nb: 2', 5, 9, 'a: 1'],
    ['so does CRLF', 'a: 1\r\nb: 2', 6, 10, 'a: 1'],
    ['it stays where the text ends in one', 'a: 1\nb: 2\n', 5, 10, 'a: 1\n'],
    ['it stays where the deletion ends before the end', 'a: 1\nb: 2 # c', 5, 9, 'a: 1\n # c'],
    ['there is none before the first line', 'a: 1', 0, 4, ''],
  ])('%s', (_, before, start, end, after) => {
    expect(changed(before, (changes) => changes.delete(start, end))).toBe(after);
  });
});
