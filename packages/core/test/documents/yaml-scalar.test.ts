// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { quotedString, yamlNumber, yamlString } from '../../src/documents/yaml-scalar.js';
import { lines } from './edit-table.js';

/** Readers of both versions, with every schema that clients' libraries follow. */
const READERS = [
  { version: '1.2', schema: 'core' },
  { version: '1.2', schema: 'failsafe' },
  { version: '1.1', schema: 'yaml-1.1' },
  { version: '1.1', schema: 'core' },
] as const;

/** A file with the string in every place that a scalar may stand in: on lines, then within brackets. */
function everywhere(value: string): string {
  const [block, flow] = [yamlString(value, false), yamlString(value, true)];
  return lines(
    `- ${block}`,
    `- a: ${block}`,
    `  b: ${block} # c`,
    `- ${block}: 1`,
    `- [${flow}, 1, ${flow}]`,
    `- {a: ${flow}, b: ${flow}}`,
    `- {${flow}: 1}`,
    `- [${flow},]`,
  );
}

function readEverywhere(value: string): void {
  const pair = Object.fromEntries([[value, 1]]);
  const whole = { a: value, b: value };
  const expected = [value, whole, pair, [value, 1, value], whole, pair, [value]];
  for (const options of READERS) {
    const failsafe = options.schema === 'failsafe';
    const text = everywhere(value);
    expect(parse(text, options)).toEqual(failsafe ? withTexts(expected) : expected);
  }
}

/** The failsafe schema has no numbers. */
function withTexts(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (_, value) => (typeof value === 'number' ? String(value) : value));
}

/** Strings with how they are written on lines and within brackets; one text where both are alike. */
const STRINGS: readonly [value: string, block: string, flow?: string][] = [
  ['npx', 'npx'],
  ['a b', 'a b', '"a b"'],
  ['-y', '-y'],
  ['--yes', '--yes'],
  ['--key=value', '--key=value', '"--key=value"'],
  ['-', '"-"'],
  ['--', '"--"'],
  ['---', '"---"'],
  ['...', '"..."'],
  ['- a', '"- a"'],
  ['-1', '"-1"'],
  ['-.5', '"-.5"'],
  ['-.inf', '"-.inf"'],
  ['_', '_'],
  ['__proto__', '__proto__'],
  ['$HOME', '$HOME', '"$HOME"'],
  ['${HOME}', '${HOME}', '"${HOME}"'],
  ['{env:HOME}', '"{env:HOME}"'],
  ['/usr/bin/x', '/usr/bin/x'],
  ['./x', './x', '"./x"'],
  ['../x', '../x', '"../x"'],
  ['~/x', '"~/x"'],
  ['~', '"~"'],
  ['.', '"."'],
  ['..', '".."'],
  ['.5', '".5"'],
  ['.inf', '".inf"'],
  ['.NaN', '".NaN"'],
  ['C:\\x', 'C:\\x', '"C:\\\\x"'],
  ['https://x.dev/a', 'https://x.dev/a', '"https://x.dev/a"'],
  ['https://x.dev/a#b', '"https://x.dev/a#b"'],
  ['a:b', 'a:b', '"a:b"'],
  ['a: b', '"a: b"'],
  ['a:', '"a:"'],
  ['a :b', 'a :b', '"a :b"'],
  [':a', '":a"'],
  ['a #b', '"a #b"'],
  ['a#b', '"a#b"'],
  ['#a', '"#a"'],
  ['a ', '"a "'],
  [' a', '" a"'],
  ['', '""'],
  [' ', '" "'],
  ['a,b', 'a,b', '"a,b"'],
  ['a[b]', '"a[b]"'],
  ['a{b}', 'a{b}', '"a{b}"'],
  ['[a]', '"[a]"'],
  ['{a}', '"{a}"'],
  ['*a', '"*a"'],
  ['&a', '"&a"'],
  ['!a', '"!a"'],
  ['|', '"|"'],
  ['>', '">"'],
  ['%a', '"%a"'],
  ['@a/b', '"@a/b"'],
  ['`a`', '"`a`"'],
  ['?', '"?"'],
  ['? a', '"? a"'],
  ['a?b', 'a?b', '"a?b"'],
  ['<<', '"<<"'],
  ['=', '"="'],
  ["'a'", '"\'a\'"'],
  ['"a"', '"\\"a\\""'],
  ["it's", "it's", '"it\'s"'],
  ['a"b', 'a"b', '"a\\"b"'],
  ['a\\b', 'a\\b', '"a\\\\b"'],
  ['y', '"y"'],
  ['Y', '"Y"'],
  ['n', '"n"'],
  ['N', '"N"'],
  ['yes', '"yes"'],
  ['Yes', '"Yes"'],
  ['YES', '"YES"'],
  ['yES', '"yES"'],
  ['yess', 'yess'],
  ['no', '"no"'],
  ['No', '"No"'],
  ['NO', '"NO"'],
  ['nope', 'nope'],
  ['on', '"on"'],
  ['On', '"On"'],
  ['ON', '"ON"'],
  ['one', 'one'],
  ['off', '"off"'],
  ['Off', '"Off"'],
  ['OFF', '"OFF"'],
  ['true', '"true"'],
  ['True', '"True"'],
  ['TRUE', '"TRUE"'],
  ['false', '"false"'],
  ['False', '"False"'],
  ['FALSE', '"FALSE"'],
  ['null', '"null"'],
  ['Null', '"Null"'],
  ['NULL', '"NULL"'],
  ['nullable', 'nullable'],
  ['0', '"0"'],
  ['1', '"1"'],
  ['01', '"01"'],
  ['0o14', '"0o14"'],
  ['0x1F', '"0x1F"'],
  ['0b11', '"0b11"'],
  ['1_000', '"1_000"'],
  ['1.0', '"1.0"'],
  ['1e3', '"1e3"'],
  ['1.', '"1."'],
  ['+1', '"+1"'],
  ['1.2.3', '"1.2.3"'],
  ['12:30:45', '"12:30:45"'],
  ['2020-01-01', '"2020-01-01"'],
  ['2020-01-01T00:00:00Z', '"2020-01-01T00:00:00Z"'],
  ['e3', '"e3"'],
  ['-E5', '"-E5"'],
  ['e-3', '"e-3"'],
  ['e', 'e'],
  ['-e', '-e'],
  ['e3x', 'e3x'],
  ['x1', 'x1'],
  ['a\tb', '"a\\tb"'],
  ['a\nb', '"a\\nb"'],
  ['a\r\nb', '"a\\r\\nb"'],
  ['\n', '"\\n"'],
  ['a\u0000b', '"a\\u0000b"'],
  ['a\u007fb', '"a\\u007fb"'],
  ['a\u0085b', '"a\\u0085b"'],
  ['a\u009fb', '"a\\u009fb"'],
  ['a\u00a0b', '"a\u00a0b"'],
  ['a\u2028b', '"a\\u2028b"'],
  ['a\u2029b', '"a\\u2029b"'],
  ['\ufeffa', '"\\ufeffa"'],
  ['a\ufffeb', '"a\\ufffeb"'],
  ['a\uffffb', '"a\\uffffb"'],
  ['a\ue000b', '"a\ue000b"'],
  ['é', '"é"'],
  ['漢字', '"漢字"'],
  ['🎉', '"🎉"'],
];

describe('a string', () => {
  it.each(STRINGS)('%j is written %s, within brackets %s', (value, block, flow = block) => {
    expect(yamlString(value, false)).toBe(block);
    expect(yamlString(value, true)).toBe(flow);
  });

  it.each(STRINGS)('%j is read as itself by every reader in every place', (value) => {
    readEverywhere(value);
  });

  it('of any characters is read as itself by every reader in every place', () => {
    const piece = fc.constantFrom(
      ...'aZ09-_./:#,[]{}&*!|>%@`?~"\'\\ \t\n$=+<é\u0085\ufeff🎉',
      'yes',
      'no',
      '0x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => readEverywhere(pieces.join(''))),
      { numRuns: 200 },
    );
  });

  it('is quoted within brackets wherever it is quoted on a line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8, unit: 'grapheme' }), (value) => {
        if (yamlString(value, false) === value) return;
        expect(yamlString(value, true)).toBe(quotedString(value));
      }),
    );
  });
});

describe('a string in double quotes', () => {
  it.each([
    ['', '""'],
    ['a', '"a"'],
    ['"', '"\\""'],
    ['\\', '"\\\\"'],
    ['/', '"/"'],
    ['\b\f', '"\\b\\f"'],
    ['\u001b', '"\\u001b"'],
    ['\u0080', '"\\u0080"'],
    ['\u00a0', '"\u00a0"'],
    ['\u2028\u2029', '"\\u2028\\u2029"'],
    ['\ud800', '"\\ud800"'],
  ])('%j is %s', (value, expected) => {
    expect(quotedString(value)).toBe(expected);
  });

  it('is JSON, which means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(JSON.parse(quotedString(value))).toBe(value);
      }),
    );
  });
});

describe('a number', () => {
  it.each([
    [0, '0'],
    [-1, '-1'],
    [1.5, '1.5'],
    [1e20, '100000000000000000000'],
    [1e21, '1.0e+21'],
    [1.5e21, '1.5e+21'],
    [-1e-7, '-1.0e-7'],
    [2.5e-10, '2.5e-10'],
    [Number.MAX_VALUE, '1.7976931348623157e+308'],
    [Number.MIN_VALUE, '5.0e-324'],
  ])('%d is written %s', (value, expected) => {
    expect(yamlNumber(value)).toBe(expected);
  });

  it('is read as itself by readers of both versions', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        if (Object.is(value, -0)) return;
        expect(parse(yamlNumber(value), { version: '1.1' })).toBe(value);
        expect(parse(yamlNumber(value), { version: '1.2' })).toBe(value);
      }),
    );
  });
});
