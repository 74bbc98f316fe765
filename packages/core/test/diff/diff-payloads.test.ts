import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffPayloads } from '../../src/diff/diff-payloads.js';
import type { ServerEntry } from '../../src/registry/server-entry.js';

type Servers = Record<string, ServerEntry>;

function diff(local: Servers, remote: Servers | undefined) {
  return diffPayloads({
    local: { artifact_id: 'local', payload: { mcpServers: local } },
    remote: remote && { artifact_id: 'remote', payload: { mcpServers: remote } },
  });
}

const A = { command: 'a', args: ['1', '2'], env: { X: '1' } };

describe('two payloads', () => {
  test('that are equal are up to date, in whatever order', () => {
    const result = diff(
      { a: A, b: { command: 'b' } },
      { b: { command: 'b' }, a: { env: { X: '1' }, args: ['1', '2'], command: 'a' } },
    );
    expect(result).toMatchObject({ status: 'up-to-date', summary: { total_changes: 0 } });
    expect(result.diff.servers_unchanged).toEqual(['a', 'b']);
  });

  test('are outdated where the published one has more or other', () => {
    expect(diff({ a: A }, { a: A, b: A })).toMatchObject({ status: 'outdated', added: ['b'] });
    expect(diff({ a: A }, { a: { ...A, command: 'x' } })).toMatchObject({
      status: 'outdated',
      modified: ['a'],
    });
  });

  test('have diverged where the local one has servers of its own', () => {
    expect(diff({ a: A, mine: A }, { a: A, b: A })).toMatchObject({
      status: 'diverged',
      removed: ['mine'],
      summary: { total_changes: 2, added_count: 1, removed_count: 1, modified_count: 0 },
    });
  });

  test('cannot be told where nothing is published', () => {
    expect(diff({ a: A }, undefined)).toMatchObject({ status: 'unknown', remote_artifact_id: null });
  });

  test('carry their ids', () => {
    expect(diff({}, {})).toMatchObject({ local_artifact_id: 'local', remote_artifact_id: 'remote' });
  });
});

describe('changes of a server', () => {
  const changes = (before: ServerEntry, after: ServerEntry) =>
    diff({ a: before }, { a: after }).diff.servers_modified[0]?.changes;

  test('name each value that differs, and nothing else', () => {
    expect(changes(A, { command: 'b', args: ['1', '3', '4'], cwd: '/x' })).toEqual([
      { path: 'command', old_value: 'a', new_value: 'b' },
      { path: 'args.1', old_value: '2', new_value: '3' },
      { path: 'args.2', old_value: null, new_value: '4' },
      { path: 'env', old_value: { X: '1' }, new_value: null },
      { path: 'cwd', old_value: null, new_value: '/x' },
    ]);
  });

  test('tell 1 from true from "1"', () => {
    const extra = (value: 1 | true | '1') => ({ command: 'a', extra: { cursor: { value } } });
    expect(changes(extra(1), extra(true))).toEqual([
      { path: 'extra.cursor.value', old_value: 1, new_value: true },
    ]);
    expect(changes(extra(1), extra('1'))).toEqual([
      { path: 'extra.cursor.value', old_value: 1, new_value: '1' },
    ]);
  });

  test('show that secrets differ, and not what they are', () => {
    const [before, after] = [
      'ghp_1234567890abcdefghijABCDEFGHIJ123456',
      'ghp_abcdefghijABCDEFGHIJ1234567890123456',
    ];
    const result = diff(
      { a: { command: 'a', env: { TOKEN: before } } },
      { a: { command: 'a', env: { TOKEN: after } } },
    );
    expect(result).toMatchObject({ status: 'outdated', modified: ['a'] });
    expect(result.diff.servers_modified[0]?.changes).toMatchObject([{ path: 'env.TOKEN' }]);
    expect(JSON.stringify(result)).not.toMatch(/ghp_/);
  });
});

test('every server is in one list, and the other way round added is removed', () => {
  const entry = fc.record({ command: fc.constantFrom('a', 'b') });
  const servers = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), entry);
  fc.assert(
    fc.property(servers, servers, (left, right) => {
      const there = diff(left, right);
      const back = diff(right, left);
      expect(there.added).toEqual(back.removed);
      expect(there.removed).toEqual(back.added);
      expect([...there.modified].sort()).toEqual([...back.modified].sort());
      const all = [...there.added, ...there.removed, ...there.modified, ...there.diff.servers_unchanged];
      expect(all.sort()).toEqual([...new Set([...Object.keys(left), ...Object.keys(right)])].sort());
    }),
  );
});
