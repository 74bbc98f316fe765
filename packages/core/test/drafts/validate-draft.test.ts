import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientRules, validateDraft } from '../../src/drafts/validate-draft.js';

const client: ClientRules = { entry: () => [], servers: () => [] };

const faultsOf = (mcpServers: unknown): string[] =>
  validateDraft({ payload: { mcpServers }, client }).map(({ code, server, field, severity }) =>
    [severity, code, server, field].filter((part) => part !== undefined).join(' '),
  );

describe('validating a draft', () => {
  it('finds nothing in a draft that is right', () => {
    expect(
      faultsOf({
        files: { command: 'npx', args: ['-y', 'tool@1.0.0'] },
        web: { type: 'http', url: 'https://h' },
      }),
    ).toEqual([]);
  });

  it.each([{}, null, undefined, [], 'text', 7])('calls %j empty', (servers) => {
    expect(faultsOf(servers)).toEqual(['error EMPTY_CONFIG mcpServers']);
  });

  it('calls a payload empty that is no payload', () => {
    for (const payload of [undefined, null, [], 'x', {}]) {
      expect(validateDraft({ payload, client })).toMatchObject([{ code: 'EMPTY_CONFIG' }]);
    }
  });

  it('says that a client is unknown, and checks the servers all the same', () => {
    const faults = validateDraft({ payload: { mcpServers: { a: {} } }, client: undefined });
    expect(faults).toMatchObject([
      { code: 'UNKNOWN_CLIENT', severity: 'error', field: 'client_id' },
      { code: 'MISSING_COMMAND', severity: 'error', server: 'a' },
    ]);
  });

  it.each([
    [{}, 'error MISSING_COMMAND a'],
    [{ command: '' }, 'error MISSING_COMMAND a command'],
    [{ command: 7 }, 'error MISSING_COMMAND a command'],
    [{ command: 'x', args: 'y' }, 'error INVALID_ARGS_TYPE a args'],
    [{ command: 'x', args: ['y', 7] }, 'error INVALID_ARGS_TYPE a args.1'],
    [{ command: 'x', env: ['A'] }, 'error INVALID_ENV_TYPE a env'],
    [{ command: 'x', env: { A: 7 } }, 'error INVALID_ENV_TYPE a env.A'],
    [{ command: 'x', url: 'https://h' }, 'error INVALID_ENTRY a'],
    [{ type: 'http', url: 'ftp://h' }, 'error INVALID_ENTRY a url'],
    [{ type: 'ws', url: 'https://h' }, 'error INVALID_ENTRY a type'],
    ['text', 'error INVALID_ENTRY a'],
    [null, 'error INVALID_ENTRY a'],
  ])('of the entry %j says %s', (entry, fault) => {
    expect(faultsOf({ a: entry })).toContain(fault);
  });

  it('reports each server under its own name, and goes on after one that is broken', () => {
    expect(
      faultsOf({
        a: { command: 'x', args: 'y' },
        b: { command: 'npx' },
        c: { type: 'http', url: 'http://vendor.dev' },
      }),
    ).toEqual([
      'error INVALID_ARGS_TYPE a args',
      'warning MISSING_ARGS b args',
      'warning CLEARTEXT_HTTP c url',
    ]);
  });

  it('asks the client about each entry that can be read, and about all of them together', () => {
    const asked: unknown[] = [];
    const faults = validateDraft({
      payload: { mcpServers: { a: { command: 'x' }, b: 'broken', c: { url: 'https://h' } } },
      client: {
        entry: (name, entry) => {
          asked.push([name, entry]);
          return name === 'c'
            ? [{ code: 'TRANSPORT_NOT_SUPPORTED', message: 'No HTTP.', field: 'type' }]
            : [];
        },
        servers: (servers) => {
          asked.push(Object.keys(servers));
          return [{ code: 'TOO_MANY_SERVERS', message: 'Too many.', severity: 'warning' }];
        },
      },
    });
    expect(asked).toEqual([
      ['a', { command: 'x' }],
      ['c', { type: 'http', url: 'https://h' }],
      ['a', 'c'],
    ]);
    expect(faults).toContainEqual({
      code: 'TRANSPORT_NOT_SUPPORTED',
      message: 'No HTTP.',
      field: 'type',
      server: 'c',
      severity: 'error',
    });
    expect(faults).toContainEqual({ code: 'TOO_MANY_SERVERS', message: 'Too many.', severity: 'warning' });
  });

  it('has a severity, a code and a message in every fault, whatever the payload, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (payload, server) => {
        const faults = [
          ...validateDraft({ payload, client: undefined }),
          ...validateDraft({ payload: { mcpServers: { a: server } }, client }),
        ];
        for (const { code, message, severity } of faults) {
          expect(code).toMatch(/^[A-Z_]+$/);
          expect(message).not.toBe('');
          expect(['error', 'warning']).toContain(severity);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('names', () => {
  const entry = { command: 'x' };

  it.each([
    'files',
    'my server',
    'io.github.user/name',
    'サーバー',
    'сервер',
    'διακομιστής',
    'café',
    'a_b-c.d',
    '文件-files',
  ])('%s are right', (name) => {
    expect(faultsOf({ [name]: entry })).toEqual([]);
  });

  it.each([
    '',
    ' a',
    'a ',
    'a\u202eb',
    'a\u200bb',
    'a\u0000b',
    'a\nb',
    'a\u001b[31mb',
    'constructor',
    'prototype',
    'x'.repeat(129),
  ])('%j are refused', (name) => {
    expect(faultsOf({ [name]: entry })).toContain(`error INVALID_NAME ${name}`);
  });

  it('of __proto__ are refused', () => {
    const servers: unknown = JSON.parse('{"__proto__":{"command":"x"}}');
    expect(faultsOf(servers)).toContain('error INVALID_NAME __proto__');
  });

  it.each(['gіthub', 'Вrave', 'filеs', 'slаck', 'ροstgres', 'ѕentry'])(
    '%s, which mix scripts that look alike, are warned of',
    (name) => {
      expect(faultsOf({ [name]: entry })).toEqual([`warning DECEPTIVE_NAME ${name}`]);
    },
  );

  it.each([
    ['github', 'GitHub'],
    ['github', 'ｇithub'],
    ['my-server', 'my_server'],
    ['my server', 'my-server'],
    ['ﬁles', 'files'],
  ])('%s and %s together are warned of', (first, second) => {
    expect(faultsOf({ [first]: entry, [second]: entry })).toContain(`warning SIMILAR_NAMES ${second}`);
  });
});
