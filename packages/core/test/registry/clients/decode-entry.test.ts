// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/json.js';
import { findClient } from '../../../src/registry/clients/bundled-clients.js';
import { decodeEntry } from '../../../src/registry/clients/decode-entry.js';
import { LINUX, WINDOWS } from './machines.js';

const decode = (id: string, value: Json, machine = LINUX) =>
  decodeEntry(findClient(id), { name: 'acme', value, machine });

const entryOf = (id: string, value: Json, machine = LINUX) => {
  const decoded = decode(id, value, machine);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.entry;
};

describe('references', () => {
  it.each([
    ['claude-code', '${TOKEN}'],
    ['gemini-cli', '$TOKEN'],
    ['gemini-cli', '${TOKEN}'],
    ['crush', '$TOKEN'],
    ['cursor', '${env:TOKEN}'],
    ['vscode', '${env:TOKEN}'],
    ['opencode', '{env:TOKEN}'],
    ['continue', '${{ secrets.TOKEN }}'],
    ['continue', '${{secrets.TOKEN}}'],
    ['librechat', '${TOKEN}'],
    ['goose', '$TOKEN'],
    ['goose', '${TOKEN}'],
  ])('of %s are read in a header: %s', (id, reference) => {
    const { http } = findClient(id).shape;
    if (typeof http !== 'object') throw new Error('It has no HTTP.');
    const headers = { Authorization: `Bearer ${reference}` };
    const [first = '', second] = http.headers ?? [];
    const value = {
      [http.url]: 'https://a.dev',
      ...(http.type && { [http.type.member]: http.type.value }),
      [first]: second === undefined ? headers : { [second]: headers },
    };
    expect(entryOf(id, value)).toMatchObject({ headers: { Authorization: 'Bearer ${env:TOKEN}' } });
  });

  it.each([
    ['claude-code', '${TOKEN:-none}'],
    ['claude-code', '$TOKEN'],
    ['cursor', '${workspaceFolder}'],
    ['vscode', '${input:token}'],
    ['claude-desktop', '${TOKEN}'],
    ['opencode', '{file:~/token}'],
    ['crush', '$(cat token)'],
  ])('that only %s knows stay as they are: %s', (id, text) => {
    const value =
      id === 'opencode' ? { type: 'local', command: ['x', text] } : { command: 'x', args: [text] };
    expect(entryOf(id, value)).toEqual({ command: 'x', args: [text] });
  });

  it('by name are read from Codex', () => {
    const stdio = { command: 'x', env: { LEVEL: 'debug' }, env_vars: ['TOKEN'] };
    expect(entryOf('codex', stdio)).toEqual({ command: 'x', env: { TOKEN: '${env:TOKEN}', LEVEL: 'debug' } });
    const remote = {
      url: 'https://a.dev',
      bearer_token_env_var: 'TOKEN',
      env_http_headers: { 'X-Key': 'KEY' },
      http_headers: { 'X-Id': '1' },
    };
    expect(entryOf('codex', remote)).toEqual({
      type: 'http',
      url: 'https://a.dev',
      headers: { Authorization: 'Bearer ${env:TOKEN}', 'X-Key': '${env:KEY}', 'X-Id': '1' },
    });
  });

  it('by name that Codex takes from elsewhere stay with Codex', () => {
    const env_vars = ['A', { name: 'B', source: 'remote' }];
    expect(entryOf('codex', { command: 'x', env_vars })).toEqual({
      command: 'x',
      extra: { codex: { env_vars } },
    });
  });

  it('by name are read from Goose, and what headers do not use stays', () => {
    const value = {
      type: 'streamable_http',
      name: 'acme',
      uri: 'https://a.dev',
      headers: { K: '$A' },
      env_keys: ['A', 'B'],
      enabled: true,
      description: '',
    };
    expect(entryOf('goose', value)).toEqual({
      type: 'http',
      url: 'https://a.dev',
      headers: { K: '${env:A}' },
      extra: { goose: { env_keys: ['B'] } },
    });
  });

  it('in the one header of Vibe are read with its defaults', () => {
    const value = { name: 'acme', transport: 'http', url: 'https://a.dev', api_key_env: 'KEY' };
    expect(entryOf('vibe', value)).toMatchObject({ headers: { Authorization: 'Bearer ${env:KEY}' } });
  });
});

describe('what people really write', () => {
  it.each([
    [
      'a command beside an empty url',
      'cursor',
      { command: 'x', url: '' },
      { command: 'x', extra: { cursor: { url: '' } } },
    ],
    ['a url without a type', 'claude-code', { url: 'https://a.dev' }, { type: 'http', url: 'https://a.dev' }],
    ['a command without a type', 'vscode', { command: 'x', args: [] }, { command: 'x', args: [] }],
    ['url for serverUrl', 'windsurf', { url: 'https://a.dev' }, { type: 'http', url: 'https://a.dev' }],
    [
      'SSE where the member says so',
      'gemini-cli',
      { url: 'https://a.dev' },
      { type: 'sse', url: 'https://a.dev' },
    ],
    [
      'HTTP where the type says so',
      'gemini-cli',
      { url: 'https://a.dev', type: 'sse' },
      { type: 'sse', url: 'https://a.dev', extra: { 'gemini-cli': { type: 'sse' } } },
    ],
    [
      "another client's word",
      'claude-code',
      { type: 'streamable-http', url: 'https://a.dev' },
      { type: 'http', url: 'https://a.dev' },
    ],
    [
      'a type that the client does not need',
      'cursor',
      { type: 'sse', url: 'https://a.dev' },
      { type: 'sse', url: 'https://a.dev', extra: { cursor: { type: 'sse' } } },
    ],
    [
      'numbers and booleans for variables',
      'cursor',
      { command: 'x', env: { PORT: 80, ON: true } },
      { command: 'x', env: { PORT: '80', ON: 'true' } },
    ],
    ['null for nothing', 'codex', { command: 'x', args: null, env: null, cwd: null }, { command: 'x' }],
    ['switched off', 'windsurf', { command: 'x', disabled: true }, { command: 'x', enabled: false }],
    [
      'switched on',
      'crush',
      { type: 'stdio', command: 'x', disabled: false },
      { command: 'x', enabled: true },
    ],
    [
      'members that only the client knows',
      'cline',
      { command: 'x', autoApprove: ['a'], timeout: 60 },
      { command: 'x', extra: { cline: { autoApprove: ['a'], timeout: 60 } } },
    ],
    [
      'a working directory where the client has none',
      'claude-desktop',
      { command: 'x', cwd: '/srv' },
      { command: 'x', extra: { 'claude-desktop': { cwd: '/srv' } } },
    ],
    [
      "another name in Goose's member",
      'goose',
      { type: 'stdio', cmd: 'x', args: [], name: 'Acme', enabled: true },
      { command: 'x', extra: { goose: { name: 'Acme' } } },
    ],
    [
      'options beside the headers of Continue',
      'continue',
      {
        name: 'acme',
        type: 'sse',
        url: 'https://a.dev',
        requestOptions: { headers: { A: '1' }, verifySsl: false },
      },
      {
        type: 'sse',
        url: 'https://a.dev',
        headers: { A: '1' },
        extra: { continue: { requestOptions: { verifySsl: false } } },
      },
    ],
  ] satisfies [string, string, Json, Json][])('%s (%s)', (_what, id, value, entry) => {
    expect(decode(id, value)).toEqual({ ok: true, entry });
  });

  it('unwraps cmd on Windows, where the client could not have started the program without', () => {
    const value = { command: 'CMD.EXE', args: ['/C', 'npx', '-y', 'x'] };
    expect(entryOf('cursor', value, WINDOWS)).toEqual({ command: 'npx', args: ['-y', 'x'] });
    expect(entryOf('cursor', value, LINUX)).toEqual(value);
    const other = { command: 'cmd', args: ['/c', 'dir'] };
    expect(entryOf('cursor', other, WINDOWS)).toEqual(other);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['cursor', 'text', 'It is not an object.'],
    ['cursor', {}, 'It has neither a command nor a url that this client reads.'],
    ['cursor', { command: '' }, 'It has neither a command nor a url that this client reads.'],
    [
      'goose',
      { type: 'builtin', name: 'memory' },
      'It has neither a command nor a url that this client reads (its type is "builtin").',
    ],
    ['cursor', { command: 'x', url: 'https://a.dev' }, 'It has both a command and a url.'],
    ['cursor', { command: 'x', args: 'a b' }, 'Its args is not a list.'],
    ['cursor', { command: 'x', args: [1] }, 'Its args is not a text.'],
    ['cursor', { command: 'x', env: ['A'] }, 'Its env is not an object.'],
    ['cursor', { command: 'x', env: { A: null } }, 'Its env is not a text.'],
    ['opencode', { type: 'local', command: 'x' }, 'Its command is not a list.'],
    ['zed', { command: ['x'] }, 'Its command is not a text.'],
    ['cursor', { url: 'ftp://a.dev' }, 'The url begins with http:// or https:// and is well formed. (url)'],
    [
      'vscode',
      { type: 'http', url: 'unix:///tmp/s' },
      'The url begins with http:// or https:// and is well formed. (url)',
    ],
  ] satisfies [string, Json, string][])('of %s: %j', (id, value, reason) => {
    expect(decode(id, value)).toEqual({ ok: false, reason });
  });

  it('refuses __proto__ rather than lose it', () => {
    const value = JSON.parse('{ "command": "x", "note": { "__proto__": { "a": 1 } } }') as Json;
    expect(decode('cursor', value)).toMatchObject({ ok: false });
  });

  it('says nothing of values, which may be secrets', () => {
    const decoded = decode('cursor', { url: 'hunter2', headers: { Authorization: 'hunter2' } });
    expect(decoded.ok).toBe(false);
    expect(JSON.stringify(decoded)).not.toContain('hunter2');
  });
});
