import { describe, expect, it } from 'vitest';
import type { Container, EntryEdit } from '../../src/documents/document.js';
import { parseYamlDocument } from '../../src/documents/yaml-document.js';
import type { JsonObject } from '../../src/json.js';

const GOOSE: Container = { kind: 'map', path: ['extensions'] };
const CONTINUE: Container = { kind: 'array', path: ['mcpServers'], nameKey: 'name' };
const NESTED: Container = { kind: 'map', path: ['mcp', 'servers'] };

interface Case {
  readonly title: string;
  readonly container: Container;
  readonly before: string;
  readonly edits: readonly EntryEdit[];
  readonly after: string;
  /** What is there when the entries added have been removed again, where that is not `before`. */
  readonly undone?: string;
}

const set = (name: string, members: JsonObject, remove: readonly string[] = []): EntryEdit => ({
  op: 'set',
  name,
  members,
  remove,
});
const remove = (name: string): EntryEdit => ({ op: 'remove', name });
const edited = (before: string, container: Container, edits: readonly EntryEdit[]): string =>
  parseYamlDocument(before).edit(container, edits);

const NEW = { cmd: 'npx', args: ['-y', '@scope/pkg'], enabled: true };
const NEW_LINES = '  new:\n    cmd: npx\n    args:\n      - -y\n      - "@scope/pkg"\n    enabled: true\n';

const ADDITIONS: readonly Case[] = [
  {
    title: 'to an empty file',
    container: GOOSE,
    before: '',
    edits: [set('new', NEW)],
    after: `extensions:\n${NEW_LINES}`,
    undone: 'extensions: {}\n',
  },
  {
    title: 'to a file of comments without a final newline',
    container: GOOSE,
    before: '# goose\n# nothing yet',
    edits: [set('new', { cmd: 'a' })],
    after: '# goose\n# nothing yet\nextensions:\n  new:\n    cmd: a',
    undone: '# goose\n# nothing yet\nextensions: {}',
  },
  {
    title: 'between the markers of a document that holds nothing',
    container: GOOSE,
    before: '%YAML 1.2\n---\n# c\n...\n# after\n',
    edits: [set('new', { cmd: 'a' })],
    after: '%YAML 1.2\n---\n# c\nextensions:\n  new:\n    cmd: a\n...\n# after\n',
    undone: '%YAML 1.2\n---\n# c\nextensions: {}\n...\n# after\n',
  },
  {
    title: 'to a file without the container, before the end marker',
    container: GOOSE,
    before: '---\nGOOSE_MODE: auto # c\n# tail\n...\n',
    edits: [set('new', { cmd: 'a' })],
    after: '---\nGOOSE_MODE: auto # c\n# tail\nextensions:\n  new:\n    cmd: a\n...\n',
    undone: '---\nGOOSE_MODE: auto # c\n# tail\nextensions: {}\n...\n',
  },
  {
    title: 'to a null container',
    container: GOOSE,
    before: 'extensions: # none\nother: 1\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions: # none\n  new:\n    cmd: a\nother: 1\n',
    undone: 'extensions: {} # none\nother: 1\n',
  },
  {
    title: 'to a container that is written null',
    container: GOOSE,
    before: 'extensions: ~ # none\nother: 1\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions: # none\n  new:\n    cmd: a\nother: 1\n',
    undone: 'extensions: {} # none\nother: 1\n',
  },
  {
    title: 'to an empty map',
    container: GOOSE,
    before: 'extensions: {} # none\nother: 1\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions: # none\n  new:\n    cmd: a\nother: 1\n',
  },
  {
    title: 'to an empty map written oddly',
    container: GOOSE,
    before: 'extensions:   { }\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions:   {new: {cmd: a} }\n',
  },
  {
    title: 'to a container of nothing but comments',
    container: GOOSE,
    before: 'extensions:\n  # one day\n  # a: {}\n\n# other\nother: 1\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions:\n  # one day\n  # a: {}\n  new:\n    cmd: a\n\n# other\nother: 1\n',
    undone: 'extensions: {}\n  # one day\n  # a: {}\n\n# other\nother: 1\n',
  },
  {
    title: 'after the comments that belong to the container and before those that do not',
    container: GOOSE,
    before:
      'extensions:\n    a:\n        cmd: x # why\n        # y: 1\n\n    # b:\n    #     cmd: y\n\n # odd\n# other\nother: 1\n',
    edits: [set('new', { cmd: 'a' })],
    after:
      'extensions:\n    a:\n        cmd: x # why\n        # y: 1\n\n    # b:\n    #     cmd: y\n    new:\n        cmd: a\n\n # odd\n# other\nother: 1\n',
  },
  {
    title: 'with the unindented lists of its neighbours and no final newline',
    container: GOOSE,
    before: 'extensions:\n  a:\n    args:\n    - x\n    type: stdio',
    edits: [set('new', { args: ['y', { k: [1, [2]], e: {} }], env: { A: '1' }, none: [], nil: null })],
    after:
      'extensions:\n  a:\n    args:\n    - x\n    type: stdio\n  new:\n    args:\n    - "y"\n    - k:\n      - 1\n      - [2]\n      e: {}\n    env:\n      A: "1"\n    none: []\n    nil: null',
  },
  {
    title: 'with CRLF and a BOM',
    container: GOOSE,
    before: '\ufeffextensions:\r\n  a:\r\n    cmd: x\r\nother: 1\r\n',
    edits: [set('new', { cmd: 'a', args: ['b'] })],
    after:
      '\ufeffextensions:\r\n  a:\r\n    cmd: x\r\n  new:\r\n    cmd: a\r\n    args:\r\n      - b\r\nother: 1\r\n',
  },
  {
    title: 'after a block scalar that looks like comments',
    container: GOOSE,
    before: 'extensions:\n  a:\n    text: |\n      # not a comment\n\n      x\n\n  # a comment\n# other\n',
    edits: [set('new', { cmd: 'a' })],
    after:
      'extensions:\n  a:\n    text: |\n      # not a comment\n\n      x\n\n  # a comment\n  new:\n    cmd: a\n# other\n',
  },
  {
    title: 'after a block scalar that keeps its blank lines',
    container: GOOSE,
    before: 'extensions:\n  a:\n    text: |+\n      x\n\n\nother: 1\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions:\n  a:\n    text: |+\n      x\n\n\n  new:\n    cmd: a\nother: 1\n',
  },
  {
    title: 'in one line of brackets',
    container: GOOSE,
    before: 'extensions: {a: {cmd: x}} # c\n',
    edits: [set('new', { cmd: 'a b', args: ['-y'] }), set('two', {})],
    after: 'extensions: {a: {cmd: x}, new: {cmd: "a b", args: [-y]}, two: {}} # c\n',
  },
  {
    title: 'in several lines of brackets with comments',
    container: GOOSE,
    before: 'extensions: {\n    a: {cmd: x}, # one\n    b: {cmd: y} # two\n  }\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions: {\n    a: {cmd: x}, # one\n    b: {cmd: y}, # two\n    new: {cmd: a}\n  }\n',
  },
  {
    title: 'after a comment behind one line of brackets',
    container: GOOSE,
    before: 'extensions: {a: {cmd: x} # c\n  }\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions: {a: {cmd: x}, # c\n  new: {cmd: a}\n  }\n',
  },
  {
    title: 'after a trailing comma',
    container: GOOSE,
    before: 'extensions: {\n  a: {cmd: x}, # one\n}\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'extensions: {\n  a: {cmd: x}, # one\n  new: {cmd: a},\n}\n',
  },
  {
    title: 'to YAML that is JSON',
    container: GOOSE,
    before: '{\n  "extensions": {\n    "a": { "cmd": "x" }\n  }\n}\n',
    edits: [set('new', { cmd: 'a', n: 1 })],
    after: '{\n  "extensions": {\n    "a": { "cmd": "x" },\n    "new": {"cmd": "a", "n": 1}\n  }\n}\n',
  },
  {
    title: 'to JSON without the container',
    container: NESTED,
    before: '{"a": 1}',
    edits: [set('new', { cmd: 'a' })],
    after: '{"a": 1, "mcp": {"servers": {"new": {"cmd": "a"}}}}',
    undone: '{"a": 1, "mcp": {"servers": {}}}',
  },
  {
    title: 'to a nested container that is absent, at the step of the file',
    container: NESTED,
    before: 'a:\n    b: 1\nmcp:\n    x: 1\n',
    edits: [set('new', { cmd: 'a' })],
    after: 'a:\n    b: 1\nmcp:\n    x: 1\n    servers:\n        new:\n            cmd: a\n',
    undone: 'a:\n    b: 1\nmcp:\n    x: 1\n    servers: {}\n',
  },
  {
    title: 'to a list',
    container: CONTINUE,
    before: 'mcpServers:\n  - name: a\n    command: x\n# c\nother: 1\n',
    edits: [set('new', { command: 'npm', args: ['run'], env: { PORT: '3000' } })],
    after:
      'mcpServers:\n  - name: a\n    command: x\n  - name: new\n    command: npm\n    args:\n      - run\n    env:\n      PORT: "3000"\n# c\nother: 1\n',
  },
  {
    title: 'to a list that is not indented',
    container: CONTINUE,
    before: 'mcpServers:\n- name: a\n  command: x\n  # inner\n# outer\nother: 1\n',
    edits: [set('new', { command: 'npm', args: ['run'] })],
    after:
      'mcpServers:\n- name: a\n  command: x\n  # inner\n- name: new\n  command: npm\n  args:\n  - run\n# outer\nother: 1\n',
  },
  {
    title: 'to an empty list',
    container: CONTINUE,
    before: 'mcpServers: []\nother: 1\n',
    edits: [set('new', { command: 'npm' })],
    after: 'mcpServers:\n  - name: new\n    command: npm\nother: 1\n',
  },
  {
    title: 'to a list in brackets',
    container: CONTINUE,
    before: 'mcpServers: [{name: a}, {uses: x/y}]\n',
    edits: [set('new', { command: 'npm' })],
    after: 'mcpServers: [{name: a}, {uses: x/y}, {name: new, command: npm}]\n',
  },
  {
    title: 'where a list is absent',
    container: CONTINUE,
    before: 'models:\n  - name: m\n    roles:\n      - chat',
    edits: [set('new', { command: 'npm' })],
    after: 'models:\n  - name: m\n    roles:\n      - chat\nmcpServers:\n  - name: new\n    command: npm',
    undone: 'models:\n  - name: m\n    roles:\n      - chat\nmcpServers: []',
  },
];

describe('an entry is added', () => {
  it.each(ADDITIONS)('$title, once, and removed again', ({ container, before, edits, after, undone }) => {
    const added = edited(before, container, edits);
    expect(added).toBe(after);
    expect(edited(added, container, edits)).toBe(added);
    const removals = edits.map(({ name }) => remove(name));
    expect(edited(added, container, removals)).toBe(undone ?? before);
  });
});

const CHANGES: readonly Case[] = [
  {
    title: 'a scalar is replaced beside its comment and an equal one stays as it is written',
    container: GOOSE,
    before: "extensions:\n  a: # head\n    'cmd':   x   # why\n    timeout: 3e2\n    b: 1 # c\n",
    edits: [set('a', { cmd: 'w', timeout: 300, b: 2 })],
    after: "extensions:\n  a: # head\n    'cmd':   w   # why\n    timeout: 3e2\n    b: 2 # c\n",
  },
  {
    title: 'a list is replaced by a list',
    container: GOOSE,
    before: 'extensions:\n  a:\n    args: # these\n    - x # one\n    - y # two\n    z: 1\n',
    edits: [set('a', { args: ['z'] })],
    after: 'extensions:\n  a:\n    args: # these\n    - z # two\n    z: 1\n',
  },
  {
    title: 'a list is replaced by a scalar and a scalar by a list',
    container: GOOSE,
    before: 'extensions:\n  a:\n    args: # these\n    - x\n    - y\n    z: 1 # one\n',
    edits: [set('a', { args: 'none', z: ['x'] })],
    after: 'extensions:\n  a:\n    args: none # these\n    z: # one\n    - x\n',
  },
  {
    title: 'a block scalar and a multi-line string give way',
    container: GOOSE,
    before:
      'extensions:\n  a:\n    text: | # c\n      # x\n\n      y\n\n    more: "a\n      b"\n    last: 1\n',
    edits: [set('a', { text: 'short', more: { k: 'v' } })],
    after: 'extensions:\n  a:\n    text: short\n\n    more:\n      k: v\n    last: 1\n',
  },
  {
    title: 'members come and go, empty ones too',
    container: GOOSE,
    before: 'extensions:\n  a:\n    cmd: x\n    # about args\n    args: [y]\n    env:\n      K: v\n  b: {}\n',
    edits: [set('a', { url: 'https://x/y', env: {} }, ['cmd', 'args']), set('b', { url: 'z' })],
    after: 'extensions:\n  a:\n    # about args\n    env: {}\n    url: https://x/y\n  b:\n    url: z\n',
  },
  {
    title: 'all members are exchanged',
    container: GOOSE,
    before: 'extensions:\n  a: # c\n    cmd: x\n    args: [y]',
    edits: [set('a', { url: 'z' }, ['cmd', 'args'])],
    after: 'extensions:\n  a: # c\n    url: z',
  },
  {
    title: 'all members go',
    container: GOOSE,
    before: 'extensions:\n  a: # c\n    cmd: x\n    args: [y]',
    edits: [set('a', {}, ['cmd', 'args'])],
    after: 'extensions:\n  a: {} # c',
  },
  {
    title: 'an entry that is no map gives way to one',
    container: GOOSE,
    before: 'extensions:\n  a:\n  b: word # c\n  c: [1,\n    2]\n',
    edits: [set('a', { x: 1 }), set('b', {}), set('c', { z: 2 })],
    after: 'extensions:\n  a:\n    x: 1\n  b: {} # c\n  c:\n    z: 2\n',
  },
  {
    title: 'of duplicate keys the last is edited',
    container: GOOSE,
    before: 'extensions:\n  a:\n    x: 1\n  a:\n    x: 1\n    x: 2\n',
    edits: [set('a', { x: 3 })],
    after: 'extensions:\n  a:\n    x: 1\n  a:\n    x: 1\n    x: 3\n',
  },
  {
    title: 'members in brackets',
    container: GOOSE,
    before: 'extensions:\n  a: {cmd: x, "args": ["y"], on, off: } # c\n',
    edits: [set('a', { args: ['z', 'no'], on: true, off: false, new: 1 }, ['cmd'])],
    after: 'extensions:\n  a: {"args": [z, "no"], on: true, off: false, new: 1 } # c\n',
  },
  {
    title: 'a comment in brackets does not swallow what follows it',
    container: GOOSE,
    before: 'extensions:\n  a: {b: 2, # c\n    x: 1 }\n',
    edits: [set('a', {}, ['x'])],
    after: 'extensions:\n  a: {b: 2 # c\n     }\n',
  },
  {
    title: 'the first member of a list item makes room for the next',
    container: CONTINUE,
    before: 'mcpServers:\n  - command: x # c\n    name: a\n  - url: y\n    # why\n    name: b\n',
    edits: [set('a', { url: 'z' }, ['command']), set('b', {}, ['url'])],
    after: 'mcpServers:\n  - name: a\n    url: z\n  -\n    # why\n    name: b\n',
  },
  {
    title: 'one entry is edited twice and others between, in turn',
    container: GOOSE,
    before: 'extensions:\n  a:\n    x: 1\n',
    edits: [set('a', { x: 2 }), remove('a'), set('b', { x: 1 }), set('a', { z: 1 })],
    after: 'extensions:\n  b:\n    x: 1\n  a:\n    z: 1\n',
  },
];

describe('an entry is edited', () => {
  it('with the line breaks of the file, even when all of them went on the way', () => {
    const before = 'extensions:\r\n  a: 1';
    const edits = [remove('a'), set('a', { x: 1 })];
    expect(edited(before, GOOSE, edits)).toBe('extensions:\r\n  a:\r\n    x: 1');
  });

  it.each(CHANGES)('$title', ({ container, before, edits, after }) => {
    expect(edited(before, container, edits)).toBe(after);
  });
});

const REMOVALS: readonly Case[] = [
  {
    title: 'with its lines and the comments within, and no other',
    container: GOOSE,
    before:
      'extensions:\n  # about a\n  a: # head\n    # inner\n    x: 1 # side\n    # deep\n\n  # about b\n  b: 1\n',
    edits: [remove('a')],
    after: 'extensions:\n  # about a\n\n  # about b\n  b: 1\n',
  },
  {
    title: 'with all of its name',
    container: GOOSE,
    before: 'extensions:\n  a: 1\n  b: 1\n  "a": 2\n',
    edits: [remove('a')],
    after: 'extensions:\n  b: 1\n',
  },
  {
    title: 'as the last at the end of a file without a final newline',
    container: GOOSE,
    before: 'extensions:\r\n  a: 1\r\n  b:\r\n    x: 1',
    edits: [remove('b'), remove('missing')],
    after: 'extensions:\r\n  a: 1',
  },
  {
    title: 'from brackets, in every place',
    container: GOOSE,
    before: 'extensions: {a: 1, b: 2, c: 3, d: 4, e: 5}\n',
    edits: [remove('a'), remove('c'), remove('d'), remove('e')],
    after: 'extensions: {b: 2}\n',
  },
  {
    title: 'from brackets altogether',
    container: GOOSE,
    before: 'extensions: {a: 1, b: 2,}\n',
    edits: [remove('a'), remove('b')],
    after: 'extensions: {}\n',
  },
  {
    title: 'from brackets with lines',
    container: GOOSE,
    before: 'extensions: {\n  a: 1, # one\n  # about b\n  b: 2,\n  c: 3\n}\n',
    edits: [remove('b')],
    after: 'extensions: {\n  a: 1, # one\n  # about b\n  c: 3\n}\n',
  },
  {
    title: 'from a list, where items without a name stay',
    container: CONTINUE,
    before: 'mcpServers:\n- uses: x\n- name: a\n  command: x\n- word\n-\n',
    edits: [remove('a')],
    after: 'mcpServers:\n- uses: x\n- word\n-\n',
  },
];

describe('an entry is removed', () => {
  it.each(REMOVALS)('$title', ({ container, before, edits, after }) => {
    expect(edited(before, container, edits)).toBe(after);
  });
});

describe('an entry is restored', () => {
  const SOURCES: readonly [string, Container, string, string][] = [
    ['a block', GOOSE, 'extensions:\n  b: 1\n  a: # head\n    x: 0x1F # c\n    # tail\n', 'a'],
    [
      'a block further in',
      GOOSE,
      'extensions:\n  b: 1\n  a:\n       x: |\n         # t\n\n         u\n',
      'a',
    ],
    ['brackets', GOOSE, "extensions: {b: 1, a: {'x': 0x1F, # c\n   y: [a,]}}\n", 'a'],
    ['brackets in a block', GOOSE, 'extensions:\n  b: 1\n  a:   {x: 1,\n    y: 2}   # c', 'a'],
    ['null', GOOSE, 'extensions:\n  b: 1\n  a:\n', 'a'],
    ['a list item', CONTINUE, 'mcpServers:\n- b\n-   x: 0x1F # c\n    name: a\n    # tail\n', 'a'],
    ['a list item on its own lines', CONTINUE, 'mcpServers:\n  - b\n  - # head\n    name: a\n    x: 1', 'a'],
    ['an item in brackets', CONTINUE, 'mcpServers: [b, {name: a, x: 0x1F}]\n', 'a'],
  ];

  it.each(SOURCES)(
    'from %s, after an edit and after a removal, to the same bytes',
    (_title, container, before, name) => {
      const text =
        parseYamlDocument(before)
          .entries(container)
          .find((entry) => entry.name === name)?.text ?? 'none';
      const restore: EntryEdit = { op: 'restore', name, text };
      expect(edited(before, container, [restore])).toBe(before);
      const changed = edited(before, container, [set(name, { other: [1, 2] }, ['x', 'y'])]);
      expect(changed).not.toBe(before);
      expect(edited(changed, container, [restore])).toBe(before);
      expect(edited(edited(before, container, [remove(name)]), container, [restore])).toBe(before);
    },
  );

  it('in another style or further in, with the same data', () => {
    const text =
      parseYamlDocument('extensions:\n  a: # c\n    x: yes\n    y: |\n      z\n').entries(GOOSE)[0]?.text ??
      '';
    const restore: EntryEdit = { op: 'restore', name: 'a', text };
    expect(edited('extensions: {b: 1}\n', GOOSE, [restore])).toBe(
      'extensions: {b: 1, a: {x: "yes", "y": "z\\n"}}\n',
    );
    expect(edited('mcp:\n    servers:\n        b: 1\n', NESTED, [restore])).toBe(
      'mcp:\n    servers:\n        b: 1\n        a: # c\n            x: yes\n            y: |\n              z\n',
    );
    expect(edited('', GOOSE, [restore])).toBe('extensions:\n  a: # c\n    x: yes\n    y: |\n      z\n');
  });

  it('only from a text that is one value', () => {
    for (const text of ['\n  x: [', '\n  x: 1\n---\n  y: 2', ' *a']) {
      expect(() => edited('', GOOSE, [{ op: 'restore', name: 'a', text }])).toThrow(
        expect.objectContaining({ code: 'config_unsupported' }),
      );
    }
  });
});

describe('a file is read', () => {
  it.each([
    ['', {}],
    [' \n\t\n', {}],
    ['# only\n# comments', {}],
    ['\ufeff---\n...\n', {}],
    ['a: 1\na: 2\n', { a: 2 }],
    [
      'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\ne: *x\n',
      { a: { b: 1, c: 2 }, d: { b: 1, c: 3 }, e: { b: 1, c: 2 } },
    ],
    [
      'a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n',
      { a: { b: 1 }, c: { b: 2, d: 3 }, e: { b: 1, d: 3 } },
    ],
    ['"<<": 1\n1: a\n~: b\n', { '<<': 1, 1: 'a', '': 'b' }],
    ['a: yes\nb: 0o14\nc: 12:30\nd: 2020-01-01\n', { a: 'yes', b: 12, c: '12:30', d: '2020-01-01' }],
  ])('%j', (text, data) => {
    expect(parseYamlDocument(text).data).toEqual(data);
  });

  it('with keys of the prototype as own keys', () => {
    const document = parseYamlDocument('extensions:\n  __proto__: {x: 1}\n  constructor: {y: 2}\n');
    expect(document.entries(GOOSE).map(({ name, value }) => [name, value])).toEqual([
      ['__proto__', { x: 1 }],
      ['constructor', { y: 2 }],
    ]);
    expect(document.edit(GOOSE, [set('__proto__', { x: 2 }), set('toString', {})])).toBe(
      'extensions:\n  __proto__: {x: 2}\n  constructor: {y: 2}\n  toString: {}\n',
    );
  });

  it('with the entries of its container in the order of the text, by path and not by name', () => {
    const text = 'interface:\n  mcpServers: {use: true}\nmcpServers:\n  b: 1\n  a: 2\n  b: 3\n';
    const document = parseYamlDocument(text);
    const entries = document.entries({ kind: 'map', path: ['mcpServers'] });
    expect(entries.map(({ name, value }) => [name, value])).toEqual([
      ['a', 2],
      ['b', 3],
    ]);
    expect(document.entries(GOOSE)).toEqual([]);
    expect(parseYamlDocument('').entries(GOOSE)).toEqual([]);
  });
});

describe('a file is refused', () => {
  it.each([
    ['a: "b\nc: d', 'line 2, column 5'],
    ['a:\n\tb: secret\n', 'line 2, column 1'],
    ['a: [1\nb: 2\n', 'line 2, column 1'],
    ['\ufeffa: *secret\n', 'line 1, column 4'],
    ['a:\r\n  b: 1\r\n c: 2\r\n', 'line 3, column 1'],
  ])('because %j does not parse, with line and column and without its words', (text, place) => {
    const error = caught(() => parseYamlDocument(text));
    expect(error).toMatchObject({ code: 'config_unparsable', message: expect.stringContaining(place) });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(String(error)).not.toContain('secret');
  });

  it.each([
    ['a: 1\n---\nb: 2\n', 'a second document at line 2'],
    ['a: &x [*x]\n', 'holds itself at line 1, column 8'],
    [`a: &a [1]\n${bombLines()}`, 'expand to too many values'],
    [`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'nested too deeply at line 1'],
    [Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 'nested too deeply'],
    [
      Array.from(
        { length: 500 },
        (_, depth) => `a${depth}: &a${depth} [${depth ? `*a${depth - 1}` : ''}]\n`,
      ).join(''),
      'aliases nested too deeply',
    ],
  ])('because of what it holds (%#)', (text, reason) => {
    expect(caught(() => parseYamlDocument(text))).toMatchObject({
      code: 'config_unsupported',
      message: expect.stringContaining(reason),
    });
  });

  it.each([
    ['extensions:\n  a: &x\n    b: 1\n', 'an anchor at line 2, column 6'],
    ['x: &x {y: 1}\nextensions:\n  a:\n    b: *x\n', 'an alias at line 4, column 8'],
    ['x: &x {y: 1}\nextensions:\n  a:\n    <<: *x\n', 'a merge key at line 4, column 5'],
    ['extensions:\n  a:\n    b: !secret word\n', 'a tag at line 3, column 8'],
    ['extensions:\n  ? a\n  : {b: 1}\n', 'an explicit key at line 2, column 3'],
    ['extensions: &e\n  a: {}\n', 'an anchor at line 1, column 13'],
    ['x: &x {y: 1}\nextensions:\n  <<: *x\n  a: {}\n', 'a merge key at line 3, column 3'],
  ])('for an edit of %j, but not for one without effect', (text, reason) => {
    const document = parseYamlDocument(text);
    for (const edit of [set('a', { z: 9 }), remove('a')]) {
      expect(caught(() => document.edit(GOOSE, [edit]))).toMatchObject({
        code: 'config_unsupported',
        message: expect.stringContaining(reason),
      });
    }
    expect(document.edit(GOOSE, [])).toBe(text);
    expect(document.edit(GOOSE, [remove('missing')])).toBe(text);
  });

  it.each(['extensions: word\n', 'extensions: [a]\n', '- a\n', 'word\n', 'a: &x {}\nextensions: *x\n'])(
    'where no container stands at its path: %j',
    (text) => {
      const document = parseYamlDocument(text);
      const error = { code: 'config_unsupported', message: expect.stringContaining('line ') };
      expect(caught(() => document.entries(GOOSE))).toMatchObject(error);
      expect(caught(() => document.edit(GOOSE, [set('a', {})]))).toMatchObject(error);
    },
  );

  it('only for its own part: anchors, aliases and tags elsewhere are let be', () => {
    const text = 'x: &x {y: !t 1}\nz: *x\nextensions:\n  other: *x\n  a: {}\n';
    expect(edited(text, GOOSE, [set('a', { b: 1 })])).toBe(text.replace('a: {}', 'a:\n    b: 1'));
  });
});

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

/** Each list holds the one before nine times. */
function bombLines(): string {
  const letters = [...'abcdefgh'];
  return letters
    .slice(1)
    .map((letter, index) => `${letter}: &${letter} [${Array(9).fill(`*${letters[index]}`).join(', ')}]\n`)
    .join('');
}
