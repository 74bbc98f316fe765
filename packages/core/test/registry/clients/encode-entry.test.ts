// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import { describe, expect, it } from 'vitest';
import { OrchestrationError } from '../../../src/errors.js';
import { findClient } from '../../../src/registry/clients/bundled-clients.js';
import { type EncodedEntry, encodeEntry } from '../../../src/registry/clients/encode-entry.js';
import type { ServerEntry } from '../../../src/registry/server-entry.js';
import { LINUX, WINDOWS } from './machines.js';

const STDIO: ServerEntry = {
  command: 'npx',
  args: ['-y', '@acme/server', '--key', '${env:KEY}'],
  env: { TOKEN: '${env:TOKEN}', LEVEL: 'debug' },
};

const HTTP: ServerEntry = {
  type: 'http',
  url: 'https://mcp.acme.dev/mcp',
  headers: { Authorization: 'Bearer ${env:TOKEN}', 'X-Tenant': 'acme' },
};

const SSE: ServerEntry = { type: 'sse', url: 'https://mcp.acme.dev/sse' };

function encode(
  id: string,
  entry: ServerEntry,
  options: { resolve?: (name: string) => string | undefined } = {},
) {
  return encodeEntry(findClient(id), { name: 'acme', entry, machine: LINUX, ...options });
}

function failure(action: () => EncodedEntry): OrchestrationError {
  try {
    action();
  } catch (error) {
    if (error instanceof OrchestrationError) return error;
  }
  throw new Error('It did not fail as it should.');
}

/** The text of the file tells the order of members, which equality does not. */
function text(encoded: EncodedEntry): string {
  return JSON.stringify(encoded.members);
}

describe('entries that start a process', () => {
  const args = (reference: string) => ['-y', '@acme/server', '--key', reference];

  it.each([
    [
      'claude-code',
      {
        type: 'stdio',
        command: 'npx',
        args: args('${KEY}'),
        env: { TOKEN: '${TOKEN}', LEVEL: 'debug' },
      },
    ],
    ['cursor', { command: 'npx', args: args('${env:KEY}'), env: { TOKEN: '${env:TOKEN}', LEVEL: 'debug' } }],
    [
      'vscode',
      {
        type: 'stdio',
        command: 'npx',
        args: args('${env:KEY}'),
        env: { TOKEN: '${env:TOKEN}', LEVEL: 'debug' },
      },
    ],
    [
      'opencode',
      {
        type: 'local',
        command: ['npx', ...args('{env:KEY}')],
        environment: { TOKEN: '{env:TOKEN}', LEVEL: 'debug' },
      },
    ],
    [
      'copilot-cli',
      {
        type: 'local',
        command: 'npx',
        args: args('${KEY}'),
        env: { TOKEN: '${TOKEN}', LEVEL: 'debug' },
        tools: ['*'],
      },
    ],
    [
      'continue',
      {
        name: 'acme',
        type: 'stdio',
        command: 'npx',
        args: args('${{ secrets.KEY }}'),
        env: { TOKEN: '${{ secrets.TOKEN }}', LEVEL: 'debug' },
      },
    ],
  ])('%s', (id, members) => {
    expect(text(encode(id, STDIO))).toBe(JSON.stringify(members));
  });

  it('claude-desktop gets values, because it knows no references', () => {
    const encoded = encode('claude-desktop', STDIO, { resolve: (name) => `value of ${name}` });
    expect(text(encoded)).toBe(
      JSON.stringify({
        command: 'npx',
        args: args('value of KEY'),
        env: { TOKEN: 'value of TOKEN', LEVEL: 'debug' },
      }),
    );
    expect(encoded.secrets).toEqual(['value of KEY', 'value of TOKEN']);
  });

  it('codex is told variables by name', () => {
    const { args: _reference, ...entry } = STDIO;
    expect(text(encode('codex', { ...entry, cwd: '/srv' }))).toBe(
      JSON.stringify({ command: 'npx', env: { LEVEL: 'debug' }, env_vars: ['TOKEN'], cwd: '/srv' }),
    );
  });

  it('codex has no env at all where every variable goes by name', () => {
    expect(encode('codex', { command: 'x', env: { A: '${env:A}' } }).members).toEqual({
      command: 'x',
      env_vars: ['A'],
    });
  });

  it('goose is told variables by name, with the members that it does not do without', () => {
    expect(text(encode('goose', { command: 'uvx', env: { TOKEN: '${env:TOKEN}', LEVEL: 'debug' } }))).toBe(
      JSON.stringify({
        name: 'acme',
        type: 'stdio',
        cmd: 'uvx',
        args: [],
        envs: { LEVEL: 'debug' },
        env_keys: ['TOKEN'],
        enabled: true,
        description: '',
      }),
    );
  });
});

describe('entries that are reached over the network', () => {
  const headers = (reference: string) => ({ Authorization: `Bearer ${reference}`, 'X-Tenant': 'acme' });
  const { url } = HTTP;

  it.each([
    ['claude-code', { type: 'http', url, headers: headers('${TOKEN}') }],
    ['cursor', { url, headers: headers('${env:TOKEN}') }],
    ['vscode', { type: 'http', url, headers: headers('${env:TOKEN}') }],
    ['windsurf', { serverUrl: url, headers: headers('${env:TOKEN}') }],
    ['roo-code', { type: 'streamable-http', url, headers: headers('${env:TOKEN}') }],
    ['gemini-cli', { httpUrl: url, headers: headers('${TOKEN}') }],
    ['opencode', { type: 'remote', url, headers: headers('{env:TOKEN}') }],
    ['copilot-cli', { type: 'http', url, headers: headers('${TOKEN}'), tools: ['*'] }],
    ['codex', { url, http_headers: { 'X-Tenant': 'acme' }, bearer_token_env_var: 'TOKEN' }],
    [
      'continue',
      {
        name: 'acme',
        type: 'streamable-http',
        url,
        requestOptions: { headers: headers('${{ secrets.TOKEN }}') },
      },
    ],
    [
      'goose',
      {
        name: 'acme',
        type: 'streamable_http',
        uri: url,
        headers: headers('${TOKEN}'),
        env_keys: ['TOKEN'],
        enabled: true,
        description: '',
      },
    ],
  ])('%s over streamable HTTP', (id, members) => {
    expect(text(encode(id, HTTP))).toBe(JSON.stringify(members));
  });

  it.each([
    ['claude-code', { type: 'sse', url: SSE.url }],
    ['gemini-cli', { url: SSE.url }],
    ['cline', { type: 'sse', url: SSE.url }],
    ['rovo-dev', { transport: 'sse', url: SSE.url }],
  ])('%s over SSE', (id, members) => {
    expect(text(encode(id, SSE))).toBe(JSON.stringify(members));
  });

  it('codex names the variable of a header whose whole value it is', () => {
    const entry: ServerEntry = { type: 'http', url, headers: { 'X-Key': '${env:KEY}', 'X-Id': '1' } };
    expect(encode('codex', entry).members).toEqual({
      url,
      http_headers: { 'X-Id': '1' },
      env_http_headers: { 'X-Key': 'KEY' },
    });
  });

  it('vibe makes its one header of a variable', () => {
    const entry: ServerEntry = { type: 'http', url, headers: { 'X-Key': 'Token ${env:KEY}' } };
    expect(text(encode('vibe', entry))).toBe(
      JSON.stringify({
        name: 'acme',
        transport: 'http',
        url,
        api_key_env: 'KEY',
        api_key_header: 'X-Key',
        api_key_format: 'Token {token}',
      }),
    );
  });
});

describe('entries that are switched', () => {
  it.each([
    ['codex', { command: 'x', enabled: false }],
    ['cline', { command: 'x', disabled: true }],
    ['opencode', { type: 'local', command: ['x'], enabled: false }],
  ])('%s has its own member for off', (id, members) => {
    expect(encode(id, { command: 'x', enabled: false }).members).toEqual(members);
  });

  it('says on only where the entry does, or the client asks for it', () => {
    expect(encode('codex', { command: 'x', enabled: true }).members).toEqual({ command: 'x', enabled: true });
    expect(encode('codex', { command: 'x' }).members).toEqual({ command: 'x' });
    expect(encode('cline', { command: 'x', enabled: true }).members).toEqual({
      command: 'x',
      disabled: false,
    });
    expect(encode('goose', { command: 'x', enabled: false }).members).toMatchObject({ enabled: false });
  });
});

describe('what one client alone knew', () => {
  const entry: ServerEntry = {
    command: 'x',
    extra: { cursor: { envFile: '.env', command: 'other' }, codex: { startup_timeout_sec: 20 } },
  };

  it('goes back to that client, and never over what the entry says', () => {
    expect(encode('cursor', entry).members).toEqual({ command: 'x', envFile: '.env' });
    expect(encode('codex', entry).members).toEqual({ command: 'x', startup_timeout_sec: 20 });
    expect(encode('vscode', entry).members).toEqual({ type: 'stdio', command: 'x' });
  });

  it('goes over what a client asks for in every entry', () => {
    const tools: ServerEntry = { command: 'x', extra: { 'copilot-cli': { tools: ['one'] } } };
    expect(encode('copilot-cli', tools).members).toMatchObject({ tools: ['one'] });
  });

  it('is merged into members that hold members', () => {
    const nested: ServerEntry = {
      type: 'http',
      url: 'https://a.dev',
      headers: { A: '1' },
      extra: { continue: { requestOptions: { verifySsl: false } } },
    };
    expect(encode('continue', nested).members).toMatchObject({
      requestOptions: { headers: { A: '1' }, verifySsl: false },
    });
  });
});

describe('references that a client cannot look up', () => {
  it('are refused with server, field, variable and the choices', () => {
    const error = failure(() => encode('claude-desktop', STDIO));
    expect(error.code).toBe('secret_unresolvable');
    expect(error.errors).toEqual([
      {
        code: 'SECRET_UNRESOLVABLE',
        message: 'Server "acme": args.3 refers to KEY, which Claude Desktop cannot look up there.',
        field: 'args.3',
        server: 'acme',
      },
      {
        code: 'SECRET_UNRESOLVABLE',
        message: 'Server "acme": env.TOKEN refers to TOKEN, which Claude Desktop cannot look up there.',
        field: 'env.TOKEN',
        server: 'acme',
      },
    ]);
    expect(error.hint).toContain('--inline-secrets');
  });

  it.each([
    ['codex', { command: 'x', args: ['${env:A}'] }, 'args.0'],
    ['codex', { command: 'x', env: { B: '${env:A}' } }, 'env.B'],
    ['codex', { type: 'http', url: 'https://a.dev/${env:A}' }, 'url'],
    ['codex', { type: 'http', url: 'https://a.dev', headers: { K: 'x ${env:A}' } }, 'headers.K'],
    ['goose', { command: 'x', args: ['${env:A}'] }, 'args.0'],
    ['claude-desktop', { type: 'http', url: 'https://a.dev', headers: { K: '${env:A}' } }, 'headers.K'],
    ['zed', { command: '${env:A}' }, 'command'],
    ['vibe', { type: 'http', url: 'https://a.dev', headers: { K: '${env:A}', L: '1' } }, 'headers.K'],
  ] satisfies [string, ServerEntry, string][])('%s: %j', (id, entry, field) => {
    expect(failure(() => encode(id, entry)).errors).toMatchObject([{ field }]);
  });

  it('are an error of their own where the value is not there', () => {
    const error = failure(() =>
      encode('zed', STDIO, { resolve: (name) => (name === 'KEY' ? 'k' : undefined) }),
    );
    expect(error.code).toBe('secret_missing');
    expect(error.message).toBe('Server "acme": env.TOKEN refers to TOKEN, which is not set.');
    expect(JSON.stringify(error.toReport())).not.toContain('"k"');
  });

  it('leaves references that the client can look up, even where values are allowed', () => {
    const resolve = () => 'value';
    expect(encode('cursor', STDIO, { resolve })).toEqual({ ...encode('cursor', STDIO), secrets: [] });
    expect(encode('codex', { command: 'x', env: { A: '${env:A}', B: '${env:A}' } }, { resolve })).toEqual({
      members: { command: 'x', env: { B: 'value' }, env_vars: ['A'] },
      secrets: ['value'],
    });
  });

  it('puts a value in as it is, whatever it looks like', () => {
    const resolve = () => "$& ${env:OTHER} $'";
    const stdio = encode('zed', { command: 'x', args: ['<${env:A}>'] }, { resolve });
    expect(stdio.members).toEqual({ command: 'x', args: ["<$& ${env:OTHER} $'>"] });
    const headers = { K: '${env:A}' };
    const remote = encode('claude-desktop', { type: 'http', url: 'https://a.dev', headers }, { resolve });
    expect(remote.members).toMatchObject({ env: { K_HEADER: "$& ${env:OTHER} $'" } });
  });
});

describe('entries that a client cannot hold', () => {
  it('are refused with what is wrong', () => {
    const error = failure(() => encode('zed', SSE));
    expect(error.code).toBe('draft_invalid');
    expect(error.errors).toMatchObject([
      { code: 'TRANSPORT_NOT_SUPPORTED', server: 'acme', message: 'Zed has no SSE.' },
    ]);
  });
});

describe('Windows', () => {
  const onWindows = (id: string, entry: ServerEntry) =>
    encodeEntry(findClient(id), { name: 'acme', entry, machine: WINDOWS }).members;

  it.each(['npx', 'npm', 'pnpm', 'pnpx', 'yarn', 'bunx'])('starts %s through cmd', (command) => {
    expect(onWindows('cursor', { command, args: ['-y', 'x'] })).toEqual({
      command: 'cmd',
      args: ['/c', command, '-y', 'x'],
    });
  });

  it.each(['uvx', 'node', 'docker', 'C:\\Program Files\\nodejs\\npx.cmd'])(
    'starts %s as it is',
    (command) => {
      expect(onWindows('cursor', { command })).toEqual({ command });
    },
  );

  it('starts through cmd where program and arguments are one list', () => {
    expect(onWindows('opencode', { command: 'npx', args: ['x'] })).toMatchObject({
      command: ['cmd', '/c', 'npx', 'x'],
    });
  });

  it('keeps Windows paths as they are', () => {
    const entry = { command: 'C:\\tools\\server.exe', args: ['C:\\data dir\\new'] };
    expect(onWindows('claude-desktop', entry)).toEqual(entry);
  });

  it('names fields of the entry as it was drafted, not as it is wrapped', () => {
    const error = failure(() =>
      encodeEntry(findClient('zed'), {
        name: 'acme',
        entry: { command: 'npx', args: ['${env:A}'] },
        machine: WINDOWS,
      }),
    );
    expect(error.errors).toMatchObject([{ field: 'args.0' }]);
  });
});
