import { describe, expect, it } from 'vitest';
import {
  beforeBlanks,
  columnOf,
  commentsEnd,
  isBlank,
  lineBreakOf,
  lineEnd,
  lineStart,
  nextLine,
  placeOf,
  startsLine,
} from '../../src/documents/yaml-lines.js';
import { lines } from './edit-table.js';

describe('lines', () => {
  it.each([
    ['the start of the text', 'ab\ncd', 0, { start: 0, end: 2, next: 3, column: 0 }],
    ['within the first line', 'ab\ncd', 1, { start: 0, end: 2, next: 3, column: 1 }],
    ['at a line feed', 'ab\ncd', 2, { start: 0, end: 2, next: 3, column: 2 }],
    ['the start of the second line', 'ab\ncd', 3, { start: 3, end: 5, next: 5, column: 0 }],
    ['the end of the text', 'ab\ncd', 5, { start: 3, end: 5, next: 5, column: 2 }],
    ['behind a last line feed', 'ab\n', 3, { start: 3, end: 3, next: 3, column: 0 }],
    ['a line that ends in CRLF', 'ab\r\ncd', 1, { start: 0, end: 2, next: 4, column: 1 }],
    ['between CR and LF', 'ab\r\ncd', 3, { start: 0, end: 3, next: 4, column: 3 }],
    ['an empty line', 'a\n\nb', 2, { start: 2, end: 2, next: 3, column: 0 }],
    ['an empty text', '', 0, { start: 0, end: 0, next: 0, column: 0 }],
  ])('are found from %s', (_, text, offset, expected) => {
    expect({
      start: lineStart(text, offset),
      end: lineEnd(text, offset),
      next: nextLine(text, offset),
      column: columnOf(text, offset),
    }).toEqual(expected);
  });

  it.each([
    ['a: 1', 0, true],
    ['  a: 1', 2, true],
    ['a:\n\t b: 1', 5, true],
    ['- a: 1', 2, false],
    ['a:\n\u00a0b', 4, false],
  ])('of %j: whether %i begins one is %s', (text, offset, expected) => {
    expect(startsLine(text, offset)).toBe(expected);
  });
});

describe('isBlank', () => {
  it.each([
    ['', true],
    [' \t\r\n', true],
    ['x', false],
    [' # ', false],
    ['\u00a0', false],
    ['\u3000', false],
    ['\v', false],
    ['\ufeff', false],
  ])('of %j is %s', (text, expected) => {
    expect(isBlank(text)).toBe(expected);
  });
});

describe('beforeBlanks', () => {
  it.each([
    ['a  b', 3, 1],
    ['a \r\n\t b', 6, 1],
    ['ab', 2, 2],
    ['   ', 3, 0],
    ['', 0, 0],
    ['a\u00a0', 2, 2],
  ])('of %j from %i is %i', (text, offset, expected) => {
    expect(beforeBlanks(text, offset)).toBe(expected);
  });
});

describe('commentsEnd', () => {
  it.each<[string, string, number, string]>([
    ['the line itself where nothing follows', 'a: 1', 2, 'a: 1'],
    ['the line with its own comment', 'a: 1 # c\nb: 2', 2, 'a: 1 # c'],
    ['comments at the indentation', lines('a: 1', '  # x', 'b: 2'), 2, lines('a: 1', '  # x')],
    ['comments further in', lines('a: 1', '     # x', 'b: 2'), 2, lines('a: 1', '     # x')],
    ['not comments further out', lines('a: 1', ' # x', 'b: 2'), 2, 'a: 1'],
    ['several comments', lines('a: 1', '  # x', '   # y', 'b: 2'), 2, lines('a: 1', '  # x', '   # y')],
    ['up to one further out', lines('a: 1', '  # x', '# y', '  # z'), 2, lines('a: 1', '  # x')],
    ['blank lines with a comment after them', lines('a: 1', '', '  # x', 'b'), 2, lines('a: 1', '', '  # x')],
    ['not blank lines without', lines('a: 1', '  # x', '', 'b'), 2, lines('a: 1', '  # x')],
    ['not what is no comment', lines('a: 1', '  x', '  # y'), 2, 'a: 1'],
    ['everything at the margin', lines('a: 1', '# x', '# y'), 0, lines('a: 1', '# x', '# y')],
    ['a comment behind a tab, which counts as one column', lines('a: 1', '\t# x'), 1, lines('a: 1', '\t# x')],
    ['lines that end in CRLF', 'a: 1\r\n  # x\r\nb: 2', 2, 'a: 1\r\n  # x'],
  ])('takes in %s', (_, text, indent, expected) => {
    expect(text.slice(0, commentsEnd(text, 0, indent))).toBe(expected);
  });
});

describe('lineBreakOf', () => {
  it.each([
    ['', '\n'],
    ['a', '\n'],
    ['a\nb\r\n', '\n'],
    ['a\r\nb\n', '\r\n'],
    ['\n\r\n', '\n'],
    ['a\rb', '\n'],
  ])('of %j is %j', (text, expected) => {
    expect(lineBreakOf(text)).toBe(expected);
  });
});

describe('placeOf', () => {
  it.each([
    ['', 0, 'line 1, column 1'],
    ['ab\ncd', 1, 'line 1, column 2'],
    ['ab\ncd', 2, 'line 1, column 3'],
    ['ab\ncd', 3, 'line 2, column 1'],
    ['a\n\n\nb', 4, 'line 4, column 1'],
    ['a\r\nb', 3, 'line 2, column 1'],
  ])('in %j at %i is %s', (text, offset, expected) => {
    expect(placeOf(text, offset)).toBe(expected);
  });
});
