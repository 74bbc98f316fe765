import { describe, expect, it } from 'vitest';
import { tomlData } from '../../src/documents/toml-data.js';
import { parseTomlSource } from '../../src/documents/toml-source.js';
import { OrchestrationError } from '../../src/errors.js';

function failure(text: string): OrchestrationError {
  try {
    parseTomlSource(text);
  } catch (error) {
    if (error instanceof OrchestrationError) return error;
  }
  throw new Error('It did not fail as it should.');
}

describe('a text', () => {
  it.each([
    ['is empty', '', '', '\n'],
    ['ends its lines in LF', 'a = 1\n', 'a = 1\n', '\n'],
    ['ends its lines in CRLF', 'a = 1\r\n', 'a = 1\r\n', '\r\n'],
    ['ends its first line in LF and others in CRLF', 'a = 1\nb = 2\r\n', 'a = 1\nb = 2\r\n', '\n'],
    ['lacks the end of its only line', 'a = 1', 'a = 1\n', '\n'],
    ['lacks the end of its last line', 'a = 1\r\nb = 2', 'a = 1\r\nb = 2\r\n', '\r\n'],
    ['is a comment', '# a', '# a\n', '\n'],
    ['is blank', ' ', ' \n', '\n'],
  ])('that %s has all its line ends', (_, text, whole, eol) => {
    expect(parseTomlSource(text)).toMatchObject({ text: whole, eol });
  });

  it('takes the line end that is known from before', () => {
    expect(parseTomlSource('a = 1', '\r\n')).toMatchObject({ text: 'a = 1\r\n', eol: '\r\n' });
    expect(parseTomlSource('', '\r\n')).toMatchObject({ text: '', eol: '\r\n' });
  });
});

describe('its data', () => {
  it.each<[string, string, unknown]>([
    ['a basic string', '"a\\tb\\u00e9\\U0001F389"', 'a\tbé🎉'],
    ['an escape of TOML 1.1', '"\\e\\x41"', '\u001bA'],
    ['a literal string', "'a\\tb'", 'a\\tb'],
    ['a string of lines', '"""\na\nb"""', 'a\nb'],
    ['a string of lines that are joined', '"""\na \\\n   b"""', 'a b'],
    ['a literal string of lines', "'''\na\\\nb'''", 'a\\\nb'],
    ['an integer', '1_000', 1000],
    ['an integer with a sign', '+7', 7],
    ['a hexadecimal integer', '0xDEAD_beef', 0xdeadbeef],
    ['an octal integer', '0o17', 15],
    ['a binary integer', '0b101', 5],
    ['the greatest exact integer', '9007199254740991', 2 ** 53 - 1],
    ['an integer beyond it, by its digits', '9007199254740993', '9007199254740993'],
    ['a negative integer beyond it', '-9223372036854775808', '-9223372036854775808'],
    ['a float', '-1.5e3', -1500],
    ['infinity by its word', '-inf', '-inf'],
    ['no number by its word', 'nan', 'nan'],
    ['a boolean', 'true', true],
    ['a date', '1979-05-27', '1979-05-27'],
    ['a time', '07:32:00.5', '07:32:00.5'],
    ['a date and time with an offset', '1979-05-27T07:32:00+02:00', '1979-05-27T07:32:00+02:00'],
    ['an array', '[1, "x", [true],]', [1, 'x', [true]]],
    ['an array of lines with comments', '[ # a\n  1, # b\n  2\n]', [1, 2]],
    ['an inline table', '{ a = 1, b.c = 2 }', { a: 1, b: { c: 2 } }],
    ['an inline table of lines, as TOML 1.1 allows', '{\n  a = 1, # c\n}', { a: 1 }],
  ])('of %s', (_, text, expected) => {
    expect(tomlData(parseTomlSource(`v = ${text}\n`).root)).toEqual({ v: expected });
  });

  it.each<[string, string, unknown]>([
    ['tables that stand apart', '[a]\nx = 1\n[b]\n[a.c]\ny = 2', { a: { x: 1, c: { y: 2 } }, b: {} }],
    ['a table after its sub-table', '[a.b]\nx = 1\n[a]\ny = 2', { a: { b: { x: 1 }, y: 2 } }],
    ['arrays of tables', '[[a]]\nx = 1\n[[a]]\n[a.b]\ny = 2', { a: [{ x: 1 }, { b: { y: 2 } }] }],
    [
      'arrays of tables within others',
      '[[a]]\n[[a.b]]\nx = 1\n[[a.b]]\n[[a]]',
      { a: [{ b: [{ x: 1 }, {}] }, {}] },
    ],
    ['dotted keys', 'a.b.c = 1\na.b.d = 2\n"a".e = 3', { a: { b: { c: 1, d: 2 }, e: 3 } }],
    ['dotted keys in quotes', '"a.b".\'c d\' = 1', { 'a.b': { 'c d': 1 } }],
    ['keys of digits', '1.2 = 3', { 1: { 2: 3 } }],
    ['an empty key', '"" = 1', { '': 1 }],
  ])('of %s', (_, text, expected) => {
    expect(tomlData(parseTomlSource(text).root)).toEqual(expected);
  });
});

describe('a text that does not parse', () => {
  it.each([
    ['a', 1, 2],
    ['a =', 1, 4],
    ['a = 1 b = 2', 1, 7],
    ['a = [1', 1, 7],
    ['a = { b = 1', 1, 12],
    ['a = "x', 1, 7],
    ["a = 'x\nb = 1", 1, 7],
    ['[a', 1, 3],
    ['[a]]', 1, 4],
    ['[[a]', 1, 5],
    ['[]', 1, 2],
    ['= 1', 1, 1],
    ['a = 1\na = 2', 2, 1],
    ['[a]\nx = 1\nx = 2', 3, 1],
    ['a.b = 1\na = 2', 2, 1],
    ['a = 01', 1, 5],
    ['a = 1__0', 1, 7],
    ['a = yes', 1, 5],
    ['a = 2020-13-01', 1, 14],
    ['a = "\\q"', 1, 7],
    ['a = "\u0001"', 1, 6],
    ['\n\n  a = ]', 3, 7],
    ['a = 1\rb = 2', 1, 6],
    ['a = 1\n# c\rd\n', 2, 4],
    ['[a]\nb.c = 1\n[a.b]\n', 3, 4],
    ['[a.b]\n[a]\nb.c = 1\n', 3, 1],
    ['[[a]]\n[a]\n', 2, 2],
    ['a = []\n[[a]]\n', 2, 3],
  ])('%j is refused at line %i, column %i', (text, line, column) => {
    const error = failure(text);
    expect(error.code).toBe('config_unparsable');
    expect(error.message).toContain(`(line ${line}, column ${column})`);
  });
});
