import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Container, EntryEdit } from '../../src/documents/document.js';
import { parseTomlDocument } from '../../src/documents/toml-document.js';
import { OrchestrationError } from '../../src/errors.js';
import type { JsonObject } from '../../src/json.js';

const CODEX: Container = { kind: 'map', path: ['mcp_servers'] };
const VIBE: Container = { kind: 'array', path: ['mcp_servers'], nameKey: 'name' };
const OPENHANDS: Container = { kind: 'array', path: ['mcp', 'stdio_servers'], nameKey: 'name' };

const set = (name: string, members: JsonObject, remove: string[] = []): EntryEdit => ({
  op: 'set',
  name,
  members,
  remove,
});
const drop = (name: string): EntryEdit => ({ op: 'remove', name });

interface Case {
  readonly what: string;
  readonly container?: Container;
  readonly before: string;
  readonly edits: readonly EntryEdit[];
  readonly after: string;
}

const CASES: readonly Case[] = [
  {
    what: 'writes the first server into an empty file',
    before: '',
    edits: [set('a', { command: 'npx', args: ['-y', 'x'], env: { TOKEN: 't' }, enabled: true })],
    after:
      '[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "x"]\nenabled = true\n\n[mcp_servers.a.env]\nTOKEN = "t"\n',
  },
  {
    what: 'puts the first server behind all else, before trailing blank lines',
    before: '# mine\nmodel = "o3"\n\n[tui]\nx = 1 # behind\n# end\n\n\n',
    edits: [set('a', { url: 'https://x' })],
    after: '# mine\nmodel = "o3"\n\n[tui]\nx = 1 # behind\n# end\n\n[mcp_servers.a]\nurl = "https://x"\n\n\n',
  },
  {
    what: 'puts a new server behind the last of its container, with the sub-tables of that one',
    before:
      '[mcp_servers.a]\nurl = "u"\n\n[mcp_servers.a.tools.x]\nmode = "approve"\n\n[features]\nhooks = true\n',
    edits: [set('b', { url: 'v' })],
    after:
      '[mcp_servers.a]\nurl = "u"\n\n[mcp_servers.a.tools.x]\nmode = "approve"\n\n[mcp_servers.b]\nurl = "v"\n\n[features]\nhooks = true\n',
  },
  {
    what: 'leaves a comment glued to the last server with it, and one above a header with the header',
    before: '[mcp_servers.a]\nurl = "u"\n# [mcp_servers.off]\n# url = "w"\n\n# about features\n[features]\n',
    edits: [set('b', { url: 'v' })],
    after:
      '[mcp_servers.a]\nurl = "u"\n# [mcp_servers.off]\n# url = "w"\n\n[mcp_servers.b]\nurl = "v"\n\n# about features\n[features]\n',
  },
  {
    what: 'leaves a comment directly above the next header where it is',
    before: '[mcp_servers.a]\nurl = "u"\n# about features\n[features]\n',
    edits: [set('b', { url: 'v' })],
    after: '[mcp_servers.a]\nurl = "u"\n\n[mcp_servers.b]\nurl = "v"\n# about features\n[features]\n',
  },
  {
    what: 'finds the last table of a container where a table follows its own sub-table',
    before: '[mcp_servers.a.env]\nA = "1"\n\n[mcp_servers.b]\n\n[mcp_servers.a]\nx = 1\n\n[z]\n',
    edits: [set('c', { x: 2 }), set('a', { y: 3 })],
    after:
      '[mcp_servers.a.env]\nA = "1"\n\n[mcp_servers.b]\n\n[mcp_servers.a]\nx = 1\ny = 3\n\n[mcp_servers.c]\nx = 2\n\n[z]\n',
  },
  {
    what: 'keeps CRLF, the BOM and a last line without an end',
    before: '\uFEFF[mcp_servers.a]\r\nurl = "u"',
    edits: [set('a', { url: 'v', x: 1 }), set('b', { url: 'w' })],
    after: '\uFEFF[mcp_servers.a]\r\nurl = "v"\r\nx = 1\r\n\r\n[mcp_servers.b]\r\nurl = "w"',
  },
  {
    what: 'changes only the members that differ, and keeps the form of a multi-line array',
    before:
      '[mcp_servers.a] # mine\ncommand   = \'npx\' # as is\nargs = [\n    "-y", # yes\n    "x@1",\n]\ntimeout = 1_000\n',
    edits: [set('a', { command: 'npx', args: ['-y', 'x@2'], timeout: 1000 })],
    after:
      '[mcp_servers.a] # mine\ncommand   = \'npx\' # as is\nargs = [\n    "-y",\n    "x@2",\n]\ntimeout = 1_000\n',
  },
  {
    what: 'changes a nested table key by key',
    before:
      '[mcp_servers.a]\nurl = "u"\n\n[other]\n\n[mcp_servers.a.env]\nKEEP = \'k\' # kept\nOLD = "o"\nGONE = "g"\n',
    edits: [set('a', { env: { KEEP: 'k', OLD: 'n', NEW: 'w' } })],
    after:
      '[mcp_servers.a]\nurl = "u"\n\n[other]\n\n[mcp_servers.a.env]\nKEEP = \'k\' # kept\nOLD = "n"\nNEW = "w"\n',
  },
  {
    what: 'edits inline and dotted members where they stand',
    before: '[mcp_servers.a]\ncommand = "x"\nenv = { A = "1", B = "2" }\nhttp_headers.X = "1"\n',
    edits: [set('a', { env: { A: '1', C: '3' }, http_headers: { X: '2', Y: '3' } })],
    after:
      '[mcp_servers.a]\ncommand = "x"\nenv = { A = "1", C = "3" }\nhttp_headers.X = "2"\nhttp_headers.Y = "3"\n',
  },
  {
    what: 'removes members of every form',
    before:
      '[mcp_servers.a]\ncommand = "x"\nargs = [\n  "#",\n] # gone\n\n[mcp_servers.a.env]\nA = "1"\n\n[z]\n',
    edits: [set('a', {}, ['args', 'env', 'not there'])],
    after: '[mcp_servers.a]\ncommand = "x"\n\n[z]\n',
  },
  {
    what: 'gives an entry that stands by a sub-table alone its own table',
    before: '[mcp_servers.a.env]\nA = "1"\n\n[z]\n',
    edits: [set('a', { command: 'x' })],
    after: '[mcp_servers.a.env]\nA = "1"\n\n[mcp_servers.a]\ncommand = "x"\n\n[z]\n',
  },
  {
    what: 'keeps an entry whose last member goes',
    before: '[mcp_servers.a.env]\nA = "1"\n',
    edits: [set('a', {}, ['env'])],
    after: '[mcp_servers.a]\n',
  },
  {
    what: 'writes a table anew where a scalar takes its place, and the other way round',
    before: '[mcp_servers.a]\nenv = "x"\n\n[mcp_servers.a.args]\nA = 1\n',
    edits: [set('a', { env: { B: 'b' }, args: ['x'] })],
    after: '[mcp_servers.a]\nenv = { B = "b" }\nargs = ["x"]\n',
  },
  {
    what: 'follows the inline style of a section',
    before: '[mcp_servers]\na = { url = "u" }\n\n[z]\n',
    edits: [set('b', { url: 'v', env: { 'A B': '1' } })],
    after: '[mcp_servers]\na = { url = "u" }\nb = { url = "v", env = { "A B" = "1" } }\n\n[z]\n',
  },
  {
    what: 'extends an inline container inline',
    before: 'mcp_servers = { a = { url = "u" } } # mine\n',
    edits: [set('b', { url: 'v' }), set('a', { url: 'u', x: [1, 2.5] })],
    after: 'mcp_servers = { a = { url = "u", x = [1, 2.5] }, b = { url = "v" } } # mine\n',
  },
  {
    what: 'extends dotted keys at the root with a dotted key',
    before: 'mcp_servers.a.url = "u"\nmodel = "m"\n\n[z]\n',
    edits: [set('a', { cwd: '/' }), set('b', { url: 'v' })],
    after:
      'mcp_servers.a.url = "u"\nmcp_servers.a.cwd = "/"\nmcp_servers.b = { url = "v" }\nmodel = "m"\n\n[z]\n',
  },
  {
    what: 'removes all tables of a server, and no comment between them',
    before:
      '# about a\n[mcp_servers.a]\ncommand = "x"\n# inside\nargs = []\n\n# between\n\n[z]\ny = 1\n\n[mcp_servers.a.env]\nA = "1"\n# after\n\n[mcp_servers.b]\nurl = "u"\n',
    edits: [drop('a')],
    after: '# about a\n\n# between\n\n[z]\ny = 1\n# after\n\n[mcp_servers.b]\nurl = "u"\n',
  },
  {
    what: 'removes the first and the last table cleanly',
    before: '[mcp_servers.a]\nx = 1\n\n[mcp_servers.b]\nx = 1\n\n[mcp_servers.c]\nx = 1',
    edits: [drop('a'), drop('c')],
    after: '[mcp_servers.b]\nx = 1',
  },
  {
    what: 'puts a table between two that are removed',
    before: '[mcp_servers.a.env]\nx = 1\n\n[mcp_servers.b]\nx = 1\n\n[z]\n',
    edits: [set('a', { tools: { t: 1 } }, ['env']), drop('b')],
    after: '[mcp_servers.a.tools]\nt = 1\n\n[z]\n',
  },
  {
    what: 'keeps an empty section',
    before: '[mcp_servers]\na = { url = "u" } # gone\nb.url = "v"\n',
    edits: [drop('a'), drop('b')],
    after: '[mcp_servers]\n',
  },
  {
    what: 'applies edits of one name in turn',
    before: '[mcp_servers.a]\nx = 1\n',
    edits: [drop('a'), set('a', { y: 2 }), set('a', { z: 3 }), set('b', {}), drop('b')],
    after: '[mcp_servers.a]\ny = 2\nz = 3\n',
  },
  {
    what: 'quotes names that are no bare keys',
    before: '',
    edits: [set('@scope/p "q"', { 'a b': '\u007f\u0000\n"' }), set('__proto__', { __proto__x: 1 })],
    after:
      '[mcp_servers."@scope/p \\"q\\""]\n"a b" = "\\u007F\\u0000\\n\\""\n\n[mcp_servers.__proto__]\n__proto__x = 1\n',
  },
  {
    what: 'adds elements to an array of tables',
    container: VIBE,
    before: '[[mcp_servers]]\nname = "a"\ncommand = "x"\n\n[mcp_servers.env]\nA = "1"\n\n[z]\n',
    edits: [set('b', { command: 'y', env: { B: '2' } }), set('a', { env: { A: '3' }, auth: { k: 'v' } })],
    after:
      '[[mcp_servers]]\nname = "a"\ncommand = "x"\n\n[mcp_servers.env]\nA = "3"\n\n[mcp_servers.auth]\nk = "v"\n\n[[mcp_servers]]\nname = "b"\ncommand = "y"\n\n[mcp_servers.env]\nB = "2"\n\n[z]\n',
  },
  {
    what: 'removes an element with its own sub-tables only',
    container: VIBE,
    before:
      '[[mcp_servers]]\nname = "a"\n\n[mcp_servers.env]\nA = "1"\n\n[[mcp_servers]]\nname = "b"\n\n[mcp_servers.env]\nA = "2"\n',
    edits: [drop('a')],
    after: '[[mcp_servers]]\nname = "b"\n\n[mcp_servers.env]\nA = "2"\n',
  },
  {
    what: 'fills an empty inline array',
    container: VIBE,
    before: 'mcp_servers = []\n\n[z]\n',
    edits: [set('a', { command: 'x' }), set('b', {})],
    after: 'mcp_servers = [{ name = "a", command = "x" }, { name = "b" }]\n\n[z]\n',
  },
  {
    what: 'adds to and takes from an inline array with comments',
    container: OPENHANDS,
    before: '[mcp]\nstdio_servers = [\n  { name = "a" }, # first\n  { name = "b" }, # second\n]\n',
    edits: [drop('a'), set('c', { command: 'x' })],
    after:
      '[mcp]\nstdio_servers = [\n   # first\n  { name = "b" },\n  { name = "c", command = "x" }, # second\n]\n',
  },
  {
    what: 'makes a container inside an inline table',
    container: { kind: 'map', path: ['mcp', 'servers'] },
    before: 'mcp = { on = true }\n',
    edits: [set('a', { x: 1 }), set('b', {})],
    after: 'mcp = { on = true, servers = { a = { x = 1 }, b = {} } }\n',
  },
  {
    what: 'matches the path from the root, and a dotted key as one',
    container: { kind: 'map', path: ['amp.mcpServers'] },
    before: '[projects."/x".mcp_servers.a]\nurl = "u"\n\n[amp.mcpServers.a]\nurl = "v"\n',
    edits: [set('a', { url: 'w' })],
    after:
      '[projects."/x".mcp_servers.a]\nurl = "u"\n\n[amp.mcpServers.a]\nurl = "v"\n\n["amp.mcpServers".a]\nurl = "w"\n',
  },
];

describe('editing', () => {
  test.each(CASES)('$what', ({ container = CODEX, before, edits, after }) => {
    expect(parseTomlDocument(before).edit(container, edits)).toBe(after);
  });

  test('the same edits again change nothing', () => {
    for (const { container = CODEX, edits, after } of CASES) {
      const names = edits.map(({ name }) => name);
      const last = edits.filter(({ name }, place) => names.lastIndexOf(name) === place);
      if (names.length === new Set(names).size)
        expect(parseTomlDocument(after).edit(container, last)).toBe(after);
    }
  });

  test('numbers are written so that they read as the same number', () => {
    const members = { a: 1e21, b: 2 ** 53, c: -0.5, d: 1e-7, e: -3 };
    const text = parseTomlDocument('').edit(CODEX, [set('n', members)]);
    expect(text).toBe('[mcp_servers.n]\na = 1e+21\nb = 9007199254740992.0\nc = -0.5\nd = 1e-7\ne = -3\n');
    expect(parseTomlDocument(text).entries(CODEX)[0]?.value).toEqual(members);
  });

  test.each([
    ['null', { x: null }],
    ['null in an array', { x: [null] }],
    ['a lone surrogate', { x: '\ud800' }],
  ])('%s is refused', (_what, members) => {
    expect(codeOf(() => parseTomlDocument('').edit(CODEX, [set('a', members)]))).toBe('config_unsupported');
  });

  test.each([
    ['a scalar', CODEX, 'mcp_servers = 1\n'],
    ['an array of tables in place of a table', CODEX, '[[mcp_servers]]\nx = 1\n'],
    ['a table in place of an array', VIBE, '[mcp_servers.a]\n'],
    ['a scalar on the way', OPENHANDS, 'mcp = 3\n'],
  ] as const)('%s is no container', (_what, container, text) => {
    const document = parseTomlDocument(text);
    expect(codeOf(() => document.entries(container))).toBe('config_unsupported');
    expect(codeOf(() => document.edit(container, [set('a', { x: 1 })]))).toBe('config_unsupported');
  });
});

describe('restoring', () => {
  const TABLES =
    '# top\n[mcp_servers.a]\ncommand = "x" # mine\nargs = [ "1" ]\n\n[other]\n\n[mcp_servers.a.tools.t]\nmode = \'ok\'\n\n[end]\n';

  test.each([
    ['tables that stand apart', CODEX, TABLES],
    ['an inline table in a section', CODEX, '[mcp_servers]\na = {command = "x"} # mine\nb = 1\n'],
    ['an entry of an inline container', CODEX, "mcp_servers = { a = {command = 'x'}, b = {} }\n"],
    [
      'an element of an array of tables',
      VIBE,
      '[[mcp_servers]]\nname = "a"\ncommand = \'x\'\n\n[mcp_servers.env]\nA = 1\n',
    ],
    ['an element of an inline array', VIBE, 'mcp_servers = [ {name = "a",command = "x"} ]\n'],
    ['CRLF', CODEX, TABLES.replaceAll('\n', '\r\n')],
  ] as const)('%s: gives back the bytes after a change', (_what, container, before) => {
    const text = parseTomlDocument(before).entries(container)[0]?.text ?? '';
    const edits = [set('a', { command: 'changed', env: { B: '2' }, tools: { t: { mode: 'no' } } }, ['args'])];
    const changed = parseTomlDocument(before).edit(container, edits);
    expect(changed).not.toBe(before);
    expect(parseTomlDocument(changed).edit(container, [{ op: 'restore', name: 'a', text }])).toBe(before);
  });

  test('what was removed comes back with its own bytes, dates among them', () => {
    const before =
      "[mcp_servers.z]\n\n[mcp_servers.a]\nsince = 1979-05-27 # comment\nn = 0xFF\n\n[mcp_servers.a.env]\nA = '1'\n";
    const text = parseTomlDocument(before).entries(CODEX)[1]?.text ?? '';
    const without = parseTomlDocument(before).edit(CODEX, [drop('a')]);
    expect(without).toBe('[mcp_servers.z]\n');
    expect(parseTomlDocument(without).edit(CODEX, [{ op: 'restore', name: 'a', text }])).toBe(before);
  });

  test('dotted keys come back as tables or inline, with every value as it was written', () => {
    const text = '[mcp_servers]\na.since = 1979-05-27\na.env.X = 0xFF';
    expect(parseTomlDocument(text).entries(CODEX)[0]?.text).toBe(text);
    const restore: EntryEdit = { op: 'restore', name: 'a', text };
    expect(parseTomlDocument('').edit(CODEX, [restore])).toBe(
      '[mcp_servers.a]\nsince = 1979-05-27\n\n[mcp_servers.a.env]\nX = 0xFF\n',
    );
    expect(parseTomlDocument('mcp_servers = {}').edit(CODEX, [restore])).toBe(
      'mcp_servers = { a = { since = 1979-05-27, env = { X = 0xFF } } }',
    );
  });

  test('a text of another entry is refused', () => {
    const restore: EntryEdit = { op: 'restore', name: 'a', text: '[mcp_servers.b]\n' };
    expect(codeOf(() => parseTomlDocument('').edit(CODEX, [restore]))).toBe('config_unsupported');
  });
});

describe('reading', () => {
  test('every kind of value has JSON data', () => {
    const text = `s = 'lit\\'\nm = """\na\\\n  b"""\ni = 0xff\nbig = 9223372036854775807\nf = 13.0\nn = nan\np = +inf\nd = 1979-05-27 07:32:00Z\nt = 07:32:00\na = [1, { x.y = true }]\n`;
    expect(parseTomlDocument(text).data).toEqual({
      s: 'lit\\',
      m: 'ab',
      i: 255,
      big: '9223372036854775807',
      f: 13,
      n: 'nan',
      p: '+inf',
      d: '1979-05-27 07:32:00Z',
      t: '07:32:00',
      a: [1, { x: { y: true } }],
    });
  });

  test('prototype-like names are own keys', () => {
    const { data } = parseTomlDocument('[mcp_servers.__proto__]\nconstructor = 1\n');
    expect(JSON.stringify(data)).toBe('{"mcp_servers":{"__proto__":{"constructor":1}}}');
  });

  test('elements without a name are no entries, and of two with one name the last is edited', () => {
    const text = 'mcp_servers = [1, { x = 1 }, { name = "a" }, { name = "a", y = 2 }]';
    expect(
      parseTomlDocument(text)
        .entries(VIBE)
        .map(({ name }) => name),
    ).toEqual(['a', 'a']);
    expect(parseTomlDocument(text).edit(VIBE, [set('a', { y: 3 })])).toBe(text.replace('2', '3'));
    expect(parseTomlDocument(text).edit(VIBE, [drop('a')])).toBe('mcp_servers = [1, { x = 1 }]');
  });

  test.each([
    ['a = 1\nb = \n\n', 2, 4],
    ['a = 1\n[a]\n', 2, 2],
    ['[a]\n\n[a]\n', 3, 2],
    ['a = 1\n  a = 2\n', 2, 3],
    ['\uFEFFx = tru\n', 1, undefined],
    ['# c\rb = 1\n', 1, 4],
    ['[a.b.c]\n[a]\nb.x = 1\n', 3, 3],
    ['a = "x\n', 1, undefined],
  ])('%j is refused with its place', (text, line, column) => {
    const place = column === undefined ? `line ${line}, column \\d+` : `line ${line}, column ${column}\\b`;
    expect(() => parseTomlDocument(text)).toThrow(new RegExp(place));
    expect(codeOf(() => parseTomlDocument(text))).toBe('config_unparsable');
  });

  test('what is nested in the thousands is refused, and does not exhaust the stack', () => {
    const text = `a = ${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(codeOf(() => parseTomlDocument(text))).toBe('config_unsupported');
  });
});

const CORPUS = fileURLToPath(new URL('../../../../../shared/corpus/codex/', import.meta.url));

describe.skipIf(!existsSync(CORPUS))('real files of Codex', () => {
  const files = existsSync(CORPUS) ? readdirSync(CORPUS) : [];
  const members = { command: 'npx', args: ['-y', 'x'], env: { TOKEN: '#' } };

  test.each(files)('%s: adding is repeatable, and removing gives back the bytes', (file) => {
    const text = readFileSync(CORPUS + file, 'utf8');
    const document = parseTomlDocument(text);
    const added = document.edit(CODEX, [set('added by us', members)]);
    expect(parseTomlDocument(added).edit(CODEX, [set('added by us', members)])).toBe(added);
    expect(parseTomlDocument(added).edit(CODEX, [drop('added by us')])).toBe(text);
    for (const { name, text: kept } of document.entries(CODEX)) {
      const changed = document.edit(CODEX, [set(name, members, ['url'])]);
      expect(parseTomlDocument(changed).edit(CODEX, [{ op: 'restore', name, text: kept }])).toBe(text);
    }
  });
});

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof OrchestrationError) return error.code;
    throw error;
  }
  return undefined;
}
