// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import { describe, expect, it } from 'vitest';
import { findClient } from '../../../src/registry/clients/bundled-clients.js';
import { entryIssues } from '../../../src/registry/clients/entry-issues.js';
import type { ServerEntry } from '../../../src/registry/server-entry.js';
import { LINUX, WINDOWS } from './machines.js';

const issues = (id: string, entry: ServerEntry, options: { name?: string; machine?: typeof LINUX } = {}) =>
  entryIssues(findClient(id), { name: 'acme', entry, machine: LINUX, ...options }).map(
    ({ code, field, severity, server }) => [code, field, severity, server],
  );

const REMOTE: ServerEntry = { type: 'http', url: 'https://a.dev' };

describe('names', () => {
  it.each(['acme', 'A-1_b'])('Codex takes %s', (name) => {
    expect(issues('codex', { command: 'x' }, { name })).toEqual([]);
  });

  it.each(['my server', 'a.b', '@acme/x', 'é'])('Codex refuses %s', (name) => {
    expect(issues('codex', { command: 'x' }, { name })).toEqual([
      ['NAME_NOT_SUPPORTED', 'name', 'error', name],
    ]);
  });

  it('Goose is warned of names that it would spell otherwise', () => {
    expect(issues('goose', { command: 'x' }, { name: 'GitHub' })).toEqual([
      ['NAME_NOT_SUPPORTED', 'name', 'warning', 'GitHub'],
    ]);
  });

  it('other clients take any', () => {
    expect(issues('cursor', { command: 'x' }, { name: 'my server' })).toEqual([]);
  });
});

describe('transports', () => {
  it.each(['zed', 'codex', 'goose', 'amazon-q', 'vibe'])('%s has no SSE', (id) => {
    expect(issues(id, { type: 'sse', url: 'https://a.dev' })).toEqual([
      ['TRANSPORT_NOT_SUPPORTED', 'type', 'error', 'acme'],
    ]);
  });

  it('Claude Desktop has every transport, through a bridge', () => {
    expect(issues('claude-desktop', REMOTE)).toEqual([]);
    expect(issues('claude-desktop', { type: 'sse', url: 'https://a.dev' })).toEqual([]);
  });
});

describe('parts of an entry', () => {
  it.each(['claude-desktop', 'claude-code', 'cursor', 'goose', 'windsurf'])(
    '%s knows no working directory',
    (id) => {
      expect(issues(id, { command: 'x', cwd: '/srv' })).toEqual([
        ['SHAPE_NOT_SUPPORTED', 'cwd', 'error', 'acme'],
      ]);
    },
  );

  it.each(['vscode', 'codex', 'gemini-cli', 'opencode', 'roo-code', 'continue', 'warp'])(
    '%s knows a working directory',
    (id) => {
      expect(issues(id, { command: 'x', cwd: '/srv' })).toEqual([]);
    },
  );

  it('refuses what a client has no member for, and takes it empty', () => {
    expect(issues('sema4ai', { command: 'x', env: { A: '1' } })).toEqual([
      ['SHAPE_NOT_SUPPORTED', 'env', 'error', 'acme'],
    ]);
    expect(issues('qoder', { ...REMOTE, headers: { A: '1' } })).toEqual([
      ['SHAPE_NOT_SUPPORTED', 'headers', 'error', 'acme'],
    ]);
    expect(issues('sema4ai', { ...REMOTE, headers: { A: '1' } })).toEqual([
      ['SHAPE_NOT_SUPPORTED', 'headers', 'error', 'acme'],
    ]);
    expect(issues('sema4ai', { command: 'x', env: {} })).toEqual([]);
    expect(issues('qoder', { ...REMOTE, headers: {} })).toEqual([]);
  });

  it('refuses a header that the bridge would drop', () => {
    expect(issues('claude-desktop', { ...REMOTE, headers: { 'X.Key': '1' } })).toEqual([
      ['SHAPE_NOT_SUPPORTED', 'headers.X.Key', 'error', 'acme'],
    ]);
    expect(issues('cursor', { ...REMOTE, headers: { 'X.Key': '1' } })).toEqual([]);
  });
});

describe('servers that are switched off', () => {
  it.each(['claude-desktop', 'claude-code', 'cursor', 'vscode'])('%s cannot keep one', (id) => {
    expect(issues(id, { command: 'x', enabled: false })).toEqual([
      ['DISABLED_NOT_SUPPORTED', 'enabled', 'error', 'acme'],
    ]);
    expect(issues(id, { command: 'x', enabled: true })).toEqual([]);
  });

  it.each(['codex', 'goose', 'zed', 'windsurf', 'cline', 'opencode'])('%s keeps one', (id) => {
    expect(issues(id, { command: 'x', enabled: false })).toEqual([]);
  });
});

describe('text that a client reads as a reference', () => {
  it.each([
    ['claude-code', { command: 'x', args: ['ok', '${HOME}'] }, 'args.1'],
    ['crush', { command: 'x', env: { A: 'US$PRICE' } }, 'env.A'],
    ['opencode', { command: 'x', args: ['{env:HOME}'] }, 'args.0'],
    ['goose', { ...REMOTE, headers: { K: '$HOME' } }, 'headers.K'],
  ] satisfies [string, ServerEntry, string][])('is a warning for %s: %j', (id, entry, field) => {
    expect(issues(id, entry)).toEqual([['REFERENCE_AMBIGUOUS', field, 'warning', 'acme']]);
  });

  it.each([
    ['claude-desktop', { command: 'x', args: ['${HOME}'] }],
    ['claude-code', { command: 'x', args: ['$HOME', '${HOME:-x}', '${env:A}'] }],
    ['crush', { command: 'x', args: ['5$', '${env:A}b', '${env:A}$${env:B}'] }],
    ['goose', { command: 'x', args: ['$HOME'] }],
  ] satisfies [string, ServerEntry][])('is none for %s: %j', (id, entry) => {
    expect(issues(id, entry)).toEqual([]);
  });
});

describe('arguments that pass through cmd.exe', () => {
  it('are a warning where it reads them as its own', () => {
    const entry = { command: 'npx', args: ['-y', 'x', 'https://a.dev/?a=1&b=2'] };
    expect(issues('cursor', entry, { machine: WINDOWS })).toEqual([
      ['SHAPE_NOT_SUPPORTED', 'args.2', 'warning', 'acme'],
    ]);
    expect(issues('cursor', entry)).toEqual([]);
    expect(issues('cursor', { ...entry, command: 'node' }, { machine: WINDOWS })).toEqual([]);
  });

  it('are a warning for the address behind a bridge too', () => {
    const entry: ServerEntry = { type: 'http', url: 'https://a.dev/?a=1&b=2' };
    expect(issues('claude-desktop', entry, { machine: WINDOWS })).toEqual([
      ['SHAPE_NOT_SUPPORTED', 'url', 'warning', 'acme'],
    ]);
    expect(issues('cursor', entry, { machine: WINDOWS })).toEqual([]);
  });
});

describe('inputs', () => {
  const entry: ServerEntry = {
    command: 'npx',
    args: ['--key=${input:key}'],
    env: { API_KEY: '${input:api key}', TOKEN: '${input:token}', PLAIN: '${env:PLAIN}' },
  };

  it.each(['vscode', 'vscode-insiders', 'copilot-jetbrains'])('%s asks its user for them', (id) => {
    expect(issues(id, entry)).toEqual([]);
  });

  it.each(['cursor', 'codex', 'zed', 'claude-desktop'])(
    '%s has none, and refuses what refers to one',
    (id) => {
      expect(issues(id, entry).filter(([code]) => code === 'INPUT_NOT_SUPPORTED')).toEqual([
        ['INPUT_NOT_SUPPORTED', 'args.0', 'error', 'acme'],
        ['INPUT_NOT_SUPPORTED', 'env.TOKEN', 'error', 'acme'],
      ]);
    },
  );

  it('are found in what a server over the network is sent', () => {
    const remote: ServerEntry = { ...REMOTE, headers: { Authorization: 'Bearer ${input:token}' } };
    expect(issues('vscode', remote)).toEqual([]);
    expect(issues('cursor', remote)).toEqual([
      ['INPUT_NOT_SUPPORTED', 'headers.Authorization', 'error', 'acme'],
    ]);
  });
});
