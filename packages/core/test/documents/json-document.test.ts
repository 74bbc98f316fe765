import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Container, EntryEdit } from '../../src/documents/document.js';
import { parseJsonDocument } from '../../src/documents/json-document.js';

const MAP: Container = { kind: 'map', path: ['mcpServers'] };
const ROOT_ARRAY: Container = { kind: 'array', path: [], nameKey: 'name' };
const ADD: EntryEdit = { op: 'set', name: 'new', members: { command: 'npx', args: ['-y', 'x'] } };
const SMALL: EntryEdit = { op: 'set', name: 'new', members: { url: 'u' } };
const REMOVE: EntryEdit = { op: 'remove', name: 'a' };
const lines = (...all: string[]) => all.join('\n');
const edited = (text: string, edits: readonly EntryEdit[], container = MAP) =>
  parseJsonDocument(text, 'json').edit(container, edits);

describe('adding an entry', () => {
  const whole = lines('{', '  "mcpServers": {', '    "new": {', '      "url": "u"', '    }', '  }', '}');

  it.each([
    ['an empty file', '', `${whole}\n`],
    ['a blank file', ' \n\t\n', `${whole}\n`],
    ['a blank file with CRLF', '\r\n', `${whole.replaceAll('\n', '\r\n')}\r\n`],
    ['a byte order mark alone', '\uFEFF', `\uFEFF${whole}\n`],
    ['comments alone', '// mine', `// mine\n${whole}\n`],
    ['{}', '{}', whole],
    ['{} with a final newline', '{}\n', `${whole}\n`],
    ['{} behind a byte order mark', '\uFEFF{}', `\uFEFF${whole}`],
  ])('makes the container in %s', (_, before, after) => {
    expect(edited(before, [SMALL])).toBe(after);
  });

  it.each([
    ['one line', '{"mcpServers": {"a": {"b": 1}}}', '{"mcpServers": {"a": {"b": 1}, "new": {"url": "u"}}}'],
    ['one line, minified', '{"mcpServers":{"a":{}}}', '{"mcpServers":{"a":{},"new":{"url":"u"}}}'],
    [
      'one line, padded',
      '{ "mcpServers": { "a": { "b": 1 } } }',
      '{ "mcpServers": { "a": { "b": 1 }, "new": { "url": "u" } } }',
    ],
    ['one line, empty', '{"mcpServers":{}}', '{"mcpServers":{"new":{"url":"u"}}}'],
    ['one line, absent', '{ "x": 1.0 }', '{ "x": 1.0, "mcpServers": { "new": { "url": "u" } } }'],
    ['one line with a comment', '{"mcpServers":{ /* c */ }}', '{"mcpServers":{ /* c */ "new":{"url":"u"} }}'],
    [
      'entries of one line each',
      lines('{', '\t"mcpServers": {', '\t\t"a": { "b": 1 }', '\t}', '}'),
      lines('{', '\t"mcpServers": {', '\t\t"a": { "b": 1 },', '\t\t"new": { "url": "u" }', '\t}', '}'),
    ],
    [
      'a comment alone, without a stray comma',
      lines('{', '  "mcpServers": { // only comments', '  }', '}'),
      lines(
        '{',
        '  "mcpServers": { // only comments',
        '    "new": {',
        '      "url": "u"',
        '    }',
        '  }',
        '}',
      ),
    ],
    [
      'a trailing comma and a comment on its line',
      lines(
        '{',
        '  "mcpServers": {',
        '    "a": {',
        '      "b": 1',
        '    }, // of a',
        '    // "c": {}',
        '  },',
        '}',
      ),
      lines(
        '{',
        '  "mcpServers": {',
        '    "a": {',
        '      "b": 1',
        '    }, // of a',
        '    "new": {',
        '      "url": "u"',
        '    },',
        '    // "c": {}',
        '  },',
        '}',
      ),
    ],
    [
      'a commented-out tail and no comma',
      lines('{', '  "mcpServers": {', '    "a": {} // of a', '    // "c": {', '    // }', '  }', '}'),
      lines(
        '{',
        '  "mcpServers": {',
        '    "a": {}, // of a',
        '    "new": {',
        '      "url": "u"',
        '    }',
        '    // "c": {',
        '    // }',
        '  }',
        '}',
      ),
    ],
    [
      'strings that look like syntax',
      '{"mcpServers": {"a": {"b": "*/ // }) \\" ,"}}}',
      '{"mcpServers": {"a": {"b": "*/ // }) \\" ,"}, "new": {"url": "u"}}}',
    ],
    [
      'the key at depth with another meaning',
      '{"p": {"mcpServers": {"a": {}}}, "mcpServers": {}}',
      '{"p": {"mcpServers": {"a": {}}}, "mcpServers": {"new": {"url": "u"}}}',
    ],
    [
      'a container twice there: the last',
      '{"mcpServers": {}, "mcpServers": {}}',
      '{"mcpServers": {}, "mcpServers": {"new": {"url": "u"}}}',
    ],
  ])('follows the neighbours: %s', (_, before, after) => {
    expect(edited(before, [SMALL])).toBe(after);
  });

  it('prints arrays as the neighbours do', () => {
    const before = lines(
      '{',
      '    "mcpServers": {',
      '        "a": {',
      '            "args": ["q"]',
      '        }',
      '    }',
      '}',
    );
    const after = lines(
      '{',
      '    "mcpServers": {',
      '        "a": {',
      '            "args": ["q"]',
      '        },',
      '        "new": {',
      '            "command": "npx",',
      '            "args": ["-y", "x"]',
      '        }',
      '    }',
      '}',
    );
    expect(edited(before, [ADD])).toBe(after);
    expect(edited(before.replaceAll('\n', '\r\n'), [ADD])).toBe(after.replaceAll('\n', '\r\n'));
  });

  it('adds to arrays, the name first', () => {
    const before = '[{\n\t"name": "a"\n}, {\n\t"name": "b"\n}]\n';
    expect(edited(before, [SMALL], ROOT_ARRAY)).toBe(
      '[{\n\t"name": "a"\n}, {\n\t"name": "b"\n}, {\n\t"name": "new",\n\t"url": "u"\n}]\n',
    );
  });

  it('makes the objects on the way, and takes a dotted key for one key', () => {
    const container: Container = { kind: 'array', path: ['a.b', 'c'], nameKey: 'id' };
    expect(edited('{"x":1}', [SMALL], container)).toBe('{"x":1,"a.b":{"c":[{"id":"new","url":"u"}]}}');
  });
});

describe('changing an entry', () => {
  it('touches only the members that differ', () => {
    const before = '{"mcpServers": {"a": {"n": 13.0, /* k */ "command" : "x", "args": [ "q" ], "u": 1e0}}}';
    const edit: EntryEdit = { op: 'set', name: 'a', members: { n: 13, command: 'y', args: ['q'], u: 1 } };
    expect(edited(before, [edit])).toBe(before.replace('"x"', '"y"'));
    expect(edited(before, [{ ...edit, members: { n: 13, args: ['q'] } }])).toBe(before);
  });

  it('takes members out and adds others in one go', () => {
    const before = lines(
      '{"mcpServers": {',
      '  "a": {',
      '    "command": "x", // how',
      '    "args": []',
      '  }',
      '}}',
    );
    const edit: EntryEdit = { op: 'set', name: 'a', members: { url: 'u' }, remove: ['command', 'args'] };
    expect(edited(before, [edit])).toBe(
      lines('{"mcpServers": {', '  "a": {', '    // how', '    "url": "u"', '  }', '}}'),
    );
  });

  it('edits the last of duplicate members and entries', () => {
    const before = '{"mcpServers": {"a": {"v": 1}, "a": {"v": 2, "v": 3}}}';
    expect(edited(before, [{ op: 'set', name: 'a', members: { v: 4 } }])).toBe(before.replace('3', '4'));
    expect(edited(before, [{ op: 'set', name: 'a', members: {}, remove: ['v'] }])).toBe(
      '{"mcpServers": {"a": {"v": 1}, "a": {}}}',
    );
  });

  it('replaces a value that is no object', () => {
    expect(edited('{"mcpServers": {"a": null}}', [{ op: 'set', name: 'a', members: { v: 1 } }])).toBe(
      '{"mcpServers": {"a": {"v": 1}}}',
    );
  });

  it('takes edits of one name in turn', () => {
    const edits: EntryEdit[] = [
      SMALL,
      { op: 'remove', name: 'new' },
      ADD,
      { op: 'set', name: 'new', members: {}, remove: ['args'] },
    ];
    expect(edited('{"mcpServers":{}}', edits)).toBe('{"mcpServers":{"new":{"command":"npx"}}}');
  });

  it('keeps prototype-like names as data', () => {
    const text = edited('{"mcpServers":{}}', [
      { op: 'set', name: '__proto__', members: JSON.parse('{"__proto__":{"x":1}}') },
    ]);
    expect(text).toBe('{"mcpServers":{"__proto__":{"__proto__":{"x":1}}}}');
    const [entry] = parseJsonDocument(text, 'json').entries(MAP);
    expect(JSON.stringify(entry)).toBe(
      '{"name":"__proto__","value":{"__proto__":{"x":1}},"text":"{\\"__proto__\\":{\\"x\\":1}}"}',
    );
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('removing an entry', () => {
  it.each([
    ['the only one', '{"mcpServers": { "a": 1 }}', '{"mcpServers": {}}'],
    ['the only one, on its line', '{"mcpServers": {\n  "a": 1\n}}', '{"mcpServers": {}}'],
    ['the first on one line', '{"mcpServers": { "a": 1, "b": 2 }}', '{"mcpServers": { "b": 2 }}'],
    ['the last on one line', '{"mcpServers": { "b": 2, "a": 1 }}', '{"mcpServers": { "b": 2 }}'],
    ['the last of many lines', '{"mcpServers": {\n  "b": 2,\n  "a": 1\n}}', '{"mcpServers": {\n  "b": 2\n}}'],
    [
      'the last with a trailing comma',
      '{"mcpServers": {\n  "b": 2,\n  "a": 1,\n}}',
      '{"mcpServers": {\n  "b": 2,\n}}',
    ],
    [
      'the one between',
      '{"mcpServers": {\n  "b": 2,\n  "a": 1,\n  "c": 3\n}}',
      '{"mcpServers": {\n  "b": 2,\n  "c": 3\n}}',
    ],
    ['duplicates', '{"mcpServers": {"a": 1, "b": 2, "a": 3, "a": 4}}', '{"mcpServers": {"b": 2}}'],
    [
      'one with comments around',
      '{"mcpServers": {\n  // of a\n  "a": 1, // at a\n  "b": 2\n}}',
      '{"mcpServers": {\n  // of a\n  // at a\n  "b": 2\n}}',
    ],
    [
      'one with a comment before its comma',
      '{"mcpServers": {"a": 1 /* c */ , "b": 2}}',
      '{"mcpServers": { /* c */  "b": 2}}',
    ],
    [
      'one that a line comment stands above',
      '{"mcpServers": {\n  // c\n  "a": 1 }}',
      '{"mcpServers": {\n  // c\n   }}',
    ],
    ['one that is not there', '{"mcpServers": {"b": 2}}', '{"mcpServers": {"b": 2}}'],
    ['one of an absent container', '{"x": 1}', '{"x": 1}'],
    ['one of an empty file', '', ''],
  ])('takes its comma and its line: %s', (_, before, after) => {
    expect(edited(before, [REMOVE])).toBe(after);
  });

  it('takes all of a name out of an array', () => {
    const before = '[{"name": "a"}, 7, {"name": "b"}, {"name": "a"}]';
    expect(edited(before, [REMOVE], ROOT_ARRAY)).toBe('[7, {"name": "b"}]');
  });
});

describe('restoring an entry', () => {
  const before = '{"mcpServers": {"a": {"v": 1.0 /* mine */}, "b": {}}}';

  it('puts the source back, in place or as a new entry', () => {
    const [entry] = parseJsonDocument(before, 'jsonc').entries(MAP);
    const restore: EntryEdit = { op: 'restore', name: 'a', text: entry?.text ?? '' };
    const ours = edited(before, [{ op: 'set', name: 'a', members: { v: 2 } }]);
    expect(edited(ours, [restore])).toBe(before);
    expect(edited(before, [REMOVE, restore])).toBe('{"mcpServers": {"b": {}, "a": {"v": 1.0 /* mine */}}}');
    expect(edited('{}', [restore])).toBe('{\n  "mcpServers": {\n    "a": {"v": 1.0 /* mine */}\n  }\n}');
  });

  it.each(['', '1, "x": 2', '{', '1 // c', ' 1'])('refuses a source that is not one value: %j', (text) => {
    expect(() => edited(before, [{ op: 'restore', name: 'a', text }])).toThrow(
      expect.objectContaining({ code: 'config_unsupported' }),
    );
  });
});

describe('reading', () => {
  it('lists entries in the order of the text, of duplicates the last', () => {
    const { data } = parseJsonDocument('{"a": 1, "a": [1e2,],}', 'json');
    expect(data).toEqual({ a: [100] });
    const entries = parseJsonDocument('{"mcpServers": {"2": 1, "b": 2, "1": 3, "b": 4}}', 'json').entries(
      MAP,
    );
    expect(entries.map(({ name, value }) => [name, value])).toEqual([
      ['2', 1],
      ['1', 3],
      ['b', 4],
    ]);
  });

  it.each([
    ['# no\n{}', 1, 1],
    ['{\n  "a": {\n', 3, 1],
    ['{"a": 1} x', 1, 10],
    ['{\r\n "a" 1}', 2, 6],
    ['{"a": 1 "b": 2}', 1, 9],
    ['\uFEFF{,}', 1, 2],
    ['{"a": [1,,2]}', 1, 10],
    ['{"a": "\t"}', 1, 7],
    ['{"a": "\\x"}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": NaN}', 1, 7],
    ["{'a': 1}", 1, 2],
    ['{} /* open', 1, 4],
    ['{{ template }}', 1, 2],
  ])('refuses %j at line %i, column %i', (text, line, column) => {
    expect(() => parseJsonDocument(text, 'jsonc')).toThrow(
      expect.objectContaining({
        code: 'config_unparsable',
        message: expect.stringContaining(`line ${line}, column ${column}.`),
      }),
    );
  });

  it('refuses what nests too deep, read or written, rather than run out of stack', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const unsupported = expect.objectContaining({ code: 'config_unsupported' });
    expect(() => parseJsonDocument(deep, 'json')).toThrow(unsupported);
    const members = {
      v: Array.from({ length: 1000 }).reduce<readonly unknown[]>((inner) => [inner], []) as [],
    };
    expect(() => edited('{}', [{ op: 'set', name: 'a', members }])).toThrow(unsupported);
  });

  it.each(['[]', '1', '{"mcpServers": []}', '{"mcpServers": null}', '{"mcpServers": "x"}'])(
    'refuses %s in the place of the container',
    (text) => {
      const unsupported = expect.objectContaining({ code: 'config_unsupported' });
      expect(() => edited(text, [SMALL])).toThrow(unsupported);
      expect(() => parseJsonDocument(text, 'json').entries(MAP)).toThrow(unsupported);
    },
  );
});

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus');
const KEYS: Readonly<Record<string, string>> = {
  vscode: 'servers',
  'vscode-user': 'servers',
  opencode: 'mcp',
  crush: 'mcp',
  zed: 'context_servers',
  'zed-user': 'context_servers',
  amp: 'amp.mcpServers',
};

describe.skipIf(!existsSync(CORPUS))('real files', () => {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.jsonc?$/.test(file),
  );

  it('take an entry, settle, and give back their first bytes', () => {
    const tally = { reverted: 0, refused: [] as string[] };
    for (const file of files) {
      const text = readFileSync(join(CORPUS, file), 'utf8');
      const key = KEYS[file.split('/')[0] ?? ''] ?? 'mcpServers';
      const container: Container = { kind: 'map', path: [key] };
      try {
        parseJsonDocument(text, 'json');
      } catch {
        tally.refused.push(file);
        continue;
      }
      const document = parseJsonDocument(text, 'json');
      const added = document.edit(container, [ADD]);
      expect(edited(added, [ADD], container), file).toBe(added);
      const gone = edited(added, [{ op: 'remove', name: 'new' }], container);
      // Where the file had no container, an empty one stays: an entry of the root that can be removed like any other.
      const had = Object.hasOwn(document.data as object, key);
      expect(had ? gone : edited(gone, [{ op: 'remove', name: key }], { kind: 'map', path: [] }), file).toBe(
        text,
      );
      tally.reverted += 1;
    }
    process.stdout.write(`corpus: ${JSON.stringify(tally)}\n`);
    expect(tally.refused).toHaveLength(3);
    expect(tally.reverted).toBe(files.length - 3);
  });
});
