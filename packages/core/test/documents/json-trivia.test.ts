import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/documents/json-reader.js';
import type { JsonList } from '../../src/documents/json-syntax.js';
import { afterItem, gapBefore, indentAt, isComment, triviaFrom } from '../../src/documents/json-trivia.js';

/** The pieces by kind and text. */
const pieces = (text: string, start = 0) =>
  triviaFrom(text, start).map(({ kind, start: from, end }) => [kind, text.slice(from, end)]);

function listIn(text: string): JsonList {
  const { root } = readJson(text);
  if (root === undefined || root.kind === 'scalar') throw new Error('It is no list.');
  return root;
}

describe('triviaFrom', () => {
  it.each<[string, string, string[][]]>([
    ['nothing before a token', '1', []],
    ['nothing before the end', '', []],
    ['blanks as one piece', ' \t 1', [['space', ' \t ']]],
    [
      'a line feed apart from blanks',
      ' \n 1',
      [
        ['space', ' '],
        ['break', '\n'],
        ['space', ' '],
      ],
    ],
    ['CRLF as one break', '\r\n1', [['break', '\r\n']]],
    [
      'two line feeds as two breaks',
      '\n\n1',
      [
        ['break', '\n'],
        ['break', '\n'],
      ],
    ],
    ['a carriage return alone as a break', '\r1', [['break', '\r']]],
    [
      'a line comment without its line end',
      '// a, "b"\n1',
      [
        ['line_comment', '// a, "b"'],
        ['break', '\n'],
      ],
    ],
    ['a line comment at the end of the text', '// a', [['line_comment', '// a']]],
    ['a block comment', '/* a */1', [['block_comment', '/* a */']]],
    ['a block comment with its line ends', '/* a\n * b\n */1', [['block_comment', '/* a\n * b\n */']]],
    ['a block comment that holds a line comment', '/* // */1', [['block_comment', '/* // */']]],
    [
      'a line comment that opens a block comment',
      '// /*\n1',
      [
        ['line_comment', '// /*'],
        ['break', '\n'],
      ],
    ],
    [
      'two comments on one line',
      '/* a */ // b',
      [
        ['block_comment', '/* a */'],
        ['space', ' '],
        ['line_comment', '// b'],
      ],
    ],
  ])('finds %s', (_, text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it('begins at the offset and ends at the next token, whatever it is', () => {
    const text = '{ /* a */ "b" : 1 } // c';
    expect(pieces(text, 1)).toEqual([
      ['space', ' '],
      ['block_comment', '/* a */'],
      ['space', ' '],
    ]);
    expect(pieces(text, 13)).toEqual([['space', ' ']]);
    expect(pieces(text, 19)).toEqual([
      ['space', ' '],
      ['line_comment', '// c'],
    ]);
    expect(pieces(text, 0)).toEqual([]);
  });

  it('has no gaps: each piece begins where the one before ends', () => {
    const text = ' \t\r\n/* a */ // b\r\n\n  // c';
    const found = triviaFrom(text, 0);
    expect(found.map(({ start }) => start)).toEqual([0, ...found.slice(0, -1).map(({ end }) => end)]);
    expect(found.at(-1)?.end).toBe(text.length);
  });
});

describe('isComment', () => {
  it.each([
    ['space', false],
    ['break', false],
    ['line_comment', true],
    ['block_comment', true],
  ] as const)('of a %s is %s', (kind, expected) => {
    expect(isComment({ kind, start: 0, end: 1 })).toBe(expected);
  });
});

describe('where an item ends and the gap before one begins', () => {
  const text = '[ 1 /* a */ , 22, {"b": [3]} ]';
  const list = listIn(text);

  it.each([
    [0, '[', '[ 1 /* a */ ,'],
    [1, '[ 1 /* a */ ,', '[ 1 /* a */ , 22,'],
    [2, '[ 1 /* a */ , 22,', '[ 1 /* a */ , 22, {"b": [3]}'],
  ])('item %i: the gap follows %j, the item ends %j', (index, gap, end) => {
    expect(text.slice(0, gapBefore(list, index))).toBe(gap);
    const item = list.items[index];
    expect(item && text.slice(0, afterItem(item))).toBe(end);
  });

  it('counts a trailing comma to the last item', () => {
    const [item] = listIn('[1 ,]').items;
    expect(item && afterItem(item)).toBe(4);
  });
});

describe('indentAt', () => {
  it.each([
    ['the start of the text', 'ab', 1, ''],
    ['blanks at the start of the text', '  ab', 3, '  '],
    ['tabs', '\t\tab', 3, '\t\t'],
    ['blanks and tabs as they are mixed', ' \t ab', 4, ' \t '],
    ['the line of the offset alone', '    a\n  b\n c', 9, '  '],
    ['an offset at the start of its line', 'a\n  b', 2, '  '],
    ['an offset within the indentation', 'a\n    b', 4, '    '],
    ['a line after CRLF', 'a\r\n  b', 5, '  '],
    ['a line after a carriage return alone', 'a\r  b', 4, '  '],
    ['a line behind a byte order mark', '\uFEFF  a', 3, '  '],
    ['blanks behind something', 'a  b', 3, ''],
    ['a line of blanks alone', 'a\n   ', 4, '   '],
    ['the end of an empty line', 'a\n', 2, ''],
  ])('reads %s', (_, text, offset, expected) => {
    expect(indentAt(text, offset)).toBe(expected);
  });
});
