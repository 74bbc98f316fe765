import { describe, expect, it } from 'vitest';
import type { Container } from '../../src/documents/document.js';
import { parseTomlDocument } from '../../src/documents/toml-document.js';
import { lines, remove, restore, set } from './edit-table.js';

const MAP: Container = { kind: 'map', path: ['mcp', 'servers'] };
const ARRAY: Container = { kind: 'array', path: ['mcp', 'servers'], nameKey: 'name' };

interface Case {
  readonly title: string;
  readonly container?: Container;
  readonly text: string;
  /** The source of each entry, by its name. */
  readonly entries: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  {
    title: 'tables',
    text: lines('[mcp.servers.a] # c', 'v = 1', '', '[mcp.servers.b]', "w = 'x'", ''),
    entries: { a: lines('[mcp.servers.a] # c', 'v = 1'), b: lines('[mcp.servers.b]', "w = 'x'") },
  },
  {
    title: 'tables with sub-tables, wherever these stand',
    text: lines('[mcp.servers.a.env]', 'A = 1', '', '[other]', 'x = 1', '', '[mcp.servers.a]', 'v = 1'),
    entries: { a: lines('[mcp.servers.a.env]', 'A = 1', '', '[mcp.servers.a]', 'v = 1') },
  },
  {
    title: 'tables whose comments stand within them',
    text: lines('# above', '[mcp.servers.a]', '# within', 'v = 1 # beside', '# below', ''),
    entries: { a: lines('[mcp.servers.a]', '# within', 'v = 1 # beside') },
  },
  {
    title: 'inline tables of a section',
    text: lines('[mcp.servers]', 'a = {v=1} # c', '"b c" = { w = 2 }', ''),
    entries: {
      a: lines('[mcp.servers]', 'a = {v=1} # c'),
      'b c': lines('[mcp.servers]', '"b c" = { w = 2 }'),
    },
  },
  {
    title: 'inline tables further up',
    text: lines('[mcp]', 'servers.a = { v = 1 }', 'servers.b = { v = 2 }', ''),
    entries: { a: lines('[mcp]', 'servers.a = { v = 1 }'), b: lines('[mcp]', 'servers.b = { v = 2 }') },
  },
  {
    title: 'dotted keys at the root',
    text: lines('mcp.servers.a.v = 1', 'x = 1', 'mcp.servers.a.w = 0x2', ''),
    entries: { a: lines('mcp.servers.a.v = 1', 'mcp.servers.a.w = 0x2') },
  },
  {
    title: 'items of an inline container',
    text: lines('mcp = { servers = { a = { v = 1.0 }, b = 2 }, x = 1 }', ''),
    entries: { a: 'mcp.servers = { a = { v = 1.0 } }', b: 'mcp.servers = { b = 2 }' },
  },
  {
    title: 'dotted keys of an inline container',
    text: lines('mcp.servers = { a.v = 1, b = 2, a.w = 3 }', ''),
    entries: { a: 'mcp.servers = { a.v = 1, a.w = 3 }', b: 'mcp.servers = { b = 2 }' },
  },
  {
    title: 'a table with arrays of tables below it',
    text: lines(
      '[mcp.servers.a]',
      'v = 1',
      '',
      '[[mcp.servers.a.rules]]',
      'x = 1',
      '',
      '[[mcp.servers.a.rules]]',
      '',
    ),
    entries: {
      a: lines(
        '[mcp.servers.a]',
        'v = 1',
        '',
        '[[mcp.servers.a.rules]]',
        'x = 1',
        '',
        '[[mcp.servers.a.rules]]',
      ),
    },
  },
  {
    title: 'elements of an array of tables',
    container: ARRAY,
    text: lines(
      '[[mcp.servers]]',
      'name = "a"',
      '',
      '[mcp.servers.env]',
      'A = 1',
      '',
      '[[mcp.servers]]',
      "name = 'b'",
    ),
    entries: {
      a: lines('[[mcp.servers]]', 'name = "a"', '', '[mcp.servers.env]', 'A = 1'),
      b: lines('[[mcp.servers]]', "name = 'b'"),
    },
  },
  {
    title: 'elements of an inline array',
    container: ARRAY,
    text: lines('[mcp]', 'servers = [', '  {name="a"}, # c', '  { v = 1, name = "b" },', ']', ''),
    entries: { a: 'mcp.servers = [{name="a"}]', b: 'mcp.servers = [{ v = 1, name = "b" }]' },
  },
];

describe('the source of an entry', () => {
  it.each(CASES)('is kept of $title', ({ container = MAP, text, entries }) => {
    const read = parseTomlDocument(text).entries(container);
    expect(Object.fromEntries(read.map((entry) => [entry.name, entry.text]))).toEqual(entries);
  });

  it.each(CASES)('reads by itself as the same data: $title', ({ container = MAP, text }) => {
    for (const { name, text: kept, value } of parseTomlDocument(text).entries(container)) {
      const [entry, ...others] = parseTomlDocument(kept).entries(container);
      expect(entry).toMatchObject({ name, value });
      expect(others).toEqual([]);
    }
  });

  it.each(CASES)('puts the data back after a removal: $title', ({ container = MAP, text }) => {
    const document = parseTomlDocument(text);
    for (const { name, text: kept, value } of document.entries(container)) {
      const without = document.edit(container, [remove(name)]);
      const back = parseTomlDocument(without).edit(container, [restore(name, kept)]);
      const again = parseTomlDocument(back).entries(container);
      expect(again.find((entry) => entry.name === name)?.value).toEqual(value);
    }
  });

  it.each(CASES)('puts the bytes back after a change in place: $title', ({ container = MAP, text }) => {
    const document = parseTomlDocument(text);
    for (const { name, text: kept, value } of document.entries(container)) {
      expect(document.edit(container, [restore(name, kept)])).toBe(text);
      if (typeof value !== 'object') continue;
      const changed = document.edit(container, [set(name, { v: 'changed', w: 'changed' })]);
      const back = parseTomlDocument(changed).edit(container, [restore(name, kept)]);
      expect(parseTomlDocument(back).data).toEqual(document.data);
    }
  });
});

describe('a source that is not that of the entry', () => {
  it.each([
    ['is empty', ''],
    ['is of another name', '[mcp.servers.b]'],
    ['is of another container', '[servers.a]'],
  ])('is refused where it %s', (_, kept) => {
    const document = parseTomlDocument('[mcp.servers.a]\nv = 1\n');
    expect(() => document.edit(MAP, [restore('a', kept)])).toThrow(
      expect.objectContaining({
        code: 'config_unsupported',
        message: 'The text to restore is not an entry named "a".',
      }),
    );
  });
});
