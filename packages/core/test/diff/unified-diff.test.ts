import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { diffLines } from '../../src/diff/line-diff.js';
import { unifiedDiff } from '../../src/diff/unified-diff.js';
import { envReference } from '../../src/registry/env-reference.js';

const folder = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const options = { path: 'mcp.json', format: 'json' } as const;

const line = fc.constantFrom('a', 'b', 'c', 'd', '{', '}');
const lines = fc.array(line, { maxLength: 30 });

describe('the lines', () => {
  test('lead from one text to the other', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const runs = diffLines(before, after);
        const side = (without: string) =>
          runs.filter(({ kind }) => kind !== without).flatMap((run) => run.lines);
        expect(side('added')).toEqual(before);
        expect(side('removed')).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });

  test('do so by the shortest way', () => {
    const longestCommon = (left: string[], right: string[]): number => {
      const table = Array.from({ length: left.length + 1 }, () =>
        new Array<number>(right.length + 1).fill(0),
      );
      for (let i = left.length - 1; i >= 0; i -= 1) {
        for (let j = right.length - 1; j >= 0; j -= 1) {
          const [row = [], next = []] = [table[i], table[i + 1]];
          row[j] = left[i] === right[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
        }
      }
      return table[0]?.[0] ?? 0;
    };
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const same = diffLines(before, after).flatMap((run) => (run.kind === 'same' ? run.lines : []));
        expect(same.length).toBe(longestCommon(before, after));
      }),
      { numRuns: 300 },
    );
  });

  const numbered = (count: number, prefix: string): string[] =>
    Array.from({ length: count }, (_, n) => `${prefix}${n}`);

  test('that are wholly other, and many, are changed as a whole between what is equal', () => {
    const before = ['{', ...numbered(20_000, 'a'), '}'];
    const after = ['{', ...numbered(20_000, 'b'), '}'];
    const runs = diffLines(before, after);
    expect(runs.map(({ kind, before, after, lines }) => [kind, before, after, lines.length])).toEqual([
      ['same', 0, 0, 1],
      ['removed', 1, 1, 20_000],
      ['added', 20_001, 1, 20_000],
      ['same', 20_001, 20_001, 1],
    ]);
  });

  test('that only one side has are told exactly, however many', () => {
    const after = ['{', ...numbered(200_000, 'b'), '}'];
    const runs = diffLines(['{', '}'], after);
    expect(runs.map(({ kind, lines }) => [kind, lines.length])).toEqual([
      ['same', 1],
      ['added', 200_000],
      ['same', 1],
    ]);
  });

  test('that differ in many places are told exactly, up to two thousand edits', () => {
    const before = numbered(10_000, 'a');
    const after = before.map((line, n) => (n % 11 === 5 ? `new ${line}` : line));
    const same = diffLines(before, after).flatMap((run) => (run.kind === 'same' ? run.lines : []));
    expect(same).toEqual(before.filter((_, n) => n % 11 !== 5));
  });

  test('are numbered as they stand', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        for (const run of diffLines(before, after)) {
          const [source, start] = run.kind === 'added' ? [after, run.after] : [before, run.before];
          expect(source.slice(start, start + run.lines.length)).toEqual(run.lines);
        }
      }),
    );
  });
});

describe('a unified diff', () => {
  test('of equal texts is empty', () => {
    expect(unifiedDiff({ before: '{}\n', after: '{}\n' }, options)).toBe('');
  });

  test('is one that patch understands, and that leads to the new text', () => {
    const quoted = fc.array(fc.constantFrom('"a": 1,', '"b": 2,', ' "c": 3,', ' ', '"d": [],'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(quoted, quoted, fc.boolean(), fc.boolean(), (left, right, leftEnd, rightEnd) => {
        const text = (list: string[], end: boolean): string =>
          `{\n${list.join('\n')}\n"z": 0\n}${end ? '\n' : ''}`;
        const [before, after] = [text(left, leftEnd), text(right, rightEnd)];
        fc.pre(before !== after);
        const file = join(folder, 'mcp.json');
        writeFileSync(file, before);
        execFileSync('patch', ['-s', file], { input: unifiedDiff({ before, after }, options) });
        expect(readFileSync(file, 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  });

  test('shows three lines around what differs, and cuts the rest', () => {
    const before = `{\n${Array.from({ length: 40 }, (_, n) => `"k${n}": ${n},`).join('\n')}\n"z": 0\n}\n`;
    const after = before.replace('"k5": 5', '"k5": 50').replace('"k30": 30', '"k30": 300');
    const diff = unifiedDiff({ before, after }, options);
    expect(diff.match(/^@@ .*$/gm)).toEqual(['@@ -4,7 +4,7 @@', '@@ -29,7 +29,7 @@']);
    expect(diff).toContain('-"k5": 5,\n+"k5": 50,\n');
    expect(diff).not.toContain('"k15"');
  });

  test('of a file of a hundred thousand lines takes no longer than what differs', () => {
    const before = `{\n${Array.from({ length: 100_000 }, (_, n) => `"k${n}": 0,`).join('\n')}\n"z": 0\n}\n`;
    const diff = unifiedDiff({ before, after: before.replace('"k50000": 0', '"k50000": 1') }, options);
    expect(diff.split('\n')).toHaveLength(12);
  });

  test('of a release of four thousand servers with a secret each is made', () => {
    const servers = Object.fromEntries(
      Array.from({ length: 4_000 }, (_, n) => [
        `s${n}`,
        { command: 'x', env: { API_TOKEN: `q8Zx71LmP0-${n}` } },
      ]),
    );
    const after = `${JSON.stringify({ mcpServers: servers }, null, 2)}\n`;
    const diff = unifiedDiff({ before: '{}\n', after }, options);
    expect(diff.split('\n').length).toBeGreaterThan(4_000 * 6);
    expect(diff).not.toContain('q8Zx71LmP0');
  }, 60_000);

  test('does not show a line that is too long to read', () => {
    const after = `{\n"a": "${'abcdefghij'.repeat(1_000_000)}"\n}\n`;
    const diff = unifiedDiff({ before: '{\n}\n', after }, options);
    expect(diff).toContain('+(a line of 10000008 characters)\n');
    expect(diff.length).toBeLessThan(200);
  });

  test('reads a long word once', () => {
    const after = `{"a": "${'abcdefghij'.repeat(6_000)}"}`;
    expect(unifiedDiff({ before: '{}', after }, options)).toContain(after);
  }, 5_000);

  test('escapes what acts on a terminal or deceives the eye', () => {
    const after = '{"a\u202eb": "\u001b[31m", "c": "\u200b\u0007\u2066", "tab": "\t"}\n';
    const diff = unifiedDiff(
      {
        before: '{}\n',
        after: after.replaceAll('\u001b', ' ').replaceAll('\u0007', ' ').replaceAll('\t', ' '),
      },
      { ...options, path: 'x\u001b]0;t\u0007.json' },
    );
    expect(diff).toContain('\\u{202e}');
    expect(diff).toContain('\\u{200b}');
    expect(diff).toContain('--- x\\u{1b}]0;t\\u{7}.json');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not be there.
    expect(diff).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u200b\u2066]/);
  });
});

describe('secrets in a diff are masked', () => {
  const SECRET = 'q8Zx71LmP0vT4sRw';
  const cases: [string, 'json' | 'toml' | 'yaml', string][] = [
    ['under a telling name', 'json', `{"env": {"API_TOKEN": "${SECRET}"}}`],
    ['on a line of its own', 'json', `{\n  "env": {\n    "API_TOKEN":\n      "${SECRET}"\n  }\n}`],
    ['as the argument of an option', 'json', `{"args": [\n"--api-key",\n"${SECRET}"]}`],
    ['within an argument', 'json', `{"args": ["--api-key=${SECRET}"]}`],
    ['in a header', 'json', `{"headers": {"Authorization": "Bearer ${SECRET}"}}`],
    ['in an address', 'json', `{"url": "https://user:${SECRET}@x.dev/"}`],
    ['in a comment', 'json', `{\n// "API_TOKEN": "${SECRET}"\n}`],
    ['in TOML', 'toml', `[a.env]\nAPI_TOKEN = "${SECRET}"\n`],
    ['in YAML', 'yaml', `env:\n  API_TOKEN: ${SECRET}\n`],
    ['in a YAML block', 'yaml', `env:\n  API_TOKEN: |\n    ${SECRET}\n`],
  ];

  test.each(cases)('%s', (_name, format, text) => {
    const empty = format === 'json' ? '{}' : '';
    for (const [before, after] of [
      [empty, text],
      [text, empty],
    ] as const) {
      const diff = unifiedDiff({ before, after }, { path: 'f', format });
      expect(diff).not.toContain(SECRET);
      expect(diff).toContain('********');
    }
  });

  test('where an input is said to be a password and begins with one', () => {
    const text = '{"inputs": [{"id": "x", "password": true, "default": "tell no one"}]}\n';
    const other = '{"inputs": [{"id": "x", "password": false, "default": "tell anyone"}]}\n';
    const diff = (after: string) => unifiedDiff({ before: '{}', after }, options);
    expect(diff(text)).not.toContain('tell no one');
    expect(diff(other)).toContain('tell anyone');
  });

  test('where they are known beforehand, whatever they look like, escaped too', () => {
    const secret = 'plain "words"\nof two lines';
    const after = JSON.stringify({ a: secret, b: 'x' });
    const diff = unifiedDiff({ before: '{}', after }, { ...options, secrets: [secret] });
    expect(diff).not.toContain('words');
    expect(diff).toContain('"b":"x"');
  });

  test('under a name that the catalogue marks, in data and in comments', () => {
    const after = '{\n// "REDIS_PWD": "hunter1"\n"env": {\n"REDIS_PWD":\n"hunter2"\n}\n}';
    const secretNames = new Set(['REDIS_PWD']);
    expect(unifiedDiff({ before: '{}', after }, options)).toContain('hunter2');
    expect(unifiedDiff({ before: '{}', after }, { ...options, secretNames })).not.toContain('hunter');
  });

  test('the longest of those known that begin alike', () => {
    const secrets = ['plain', 'plain-and-long', 'plain-a'];
    const after = '{"a": "plain-and-long plain-a plain plai"}';
    const diff = unifiedDiff({ before: '{}', after }, { ...options, secrets });
    expect(diff).toContain('+{"a": "******** ******** ******** plai"}');
  });

  test('and references are left to be read', () => {
    const after = JSON.stringify({ env: { API_TOKEN: envReference('API_TOKEN') } });
    expect(unifiedDiff({ before: '{}', after }, options)).toContain(envReference('API_TOKEN'));
  });
});
