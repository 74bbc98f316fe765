// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/json.js';
import { CLIENTS, findClient } from '../../../src/registry/clients/bundled-clients.js';
import { encodeEntry } from '../../../src/registry/clients/encode-entry.js';
import { keepSpelling } from '../../../src/registry/clients/keep-spelling.js';
import type { ServerEntry } from '../../../src/registry/server-entry.js';
import { LINUX } from './machines.js';

const STDIO: ServerEntry = { command: 'npx', args: ['-y', 'files'] };

/** How an entry is spelt where the file holds a value in its place. */
function spelt(id: string, entry: ServerEntry, value: Json): JsonObject {
  const client = findClient(id);
  const { members } = encodeEntry(client, { name: 'acme', entry, machine: LINUX });
  return keepSpelling(client, members, { name: 'acme', value, machine: LINUX });
}

function encoded(id: string, entry: ServerEntry): JsonObject {
  return encodeEntry(findClient(id), { name: 'acme', entry, machine: LINUX }).members;
}

describe('an entry that says the same stays as it is spelt', () => {
  it.each([
    ['cline', STDIO, { type: 'stdio', ...STDIO }],
    ['roo-code', STDIO, { type: 'stdio', ...STDIO }],
    ['augment', STDIO, { type: 'stdio', ...STDIO }],
    ['amazon-q', STDIO, { type: 'stdio', ...STDIO }],
    ['kimi', STDIO, { transport: 'stdio', ...STDIO }],
    ['claude-code', STDIO, { ...STDIO }],
    ['vscode', STDIO, { ...STDIO }],
    ['vscode', { type: 'http', url: 'https://a.dev' }, { url: 'https://a.dev' }],
    ['continue', STDIO, { name: 'acme', ...STDIO }],
    ['windsurf', { type: 'http', url: 'https://a.dev' }, { url: 'https://a.dev' }],
    ['gemini-cli', { ...STDIO, env: { A: '${env:B}' } }, { ...STDIO, env: { A: '$B' } }],
    ['cursor', { ...STDIO, env: { PORT: '80' } }, { ...STDIO, env: { PORT: 80 } }],
  ] as const)('for %s: %j', (id, entry, value) => {
    expect(spelt(id, entry, value)).toEqual(value);
  });

  it('without the members that only the client knows, and without a switch that the release leaves alone', () => {
    const value = { type: 'stdio', ...STDIO, disabled: true, autoApprove: ['a'] };
    expect(spelt('cline', STDIO, value)).toEqual({ type: 'stdio', ...STDIO });
  });

  it('for every client, where it is spelt as we do', () => {
    for (const { client_id } of CLIENTS) {
      expect(spelt(client_id, STDIO, encoded(client_id, STDIO)), client_id).toEqual(
        encoded(client_id, STDIO),
      );
    }
  });
});

describe('an entry that says something else is spelt as we do', () => {
  it.each([
    ['cline', STDIO, { type: 'sse', ...STDIO }],
    ['cline', STDIO, { type: 'stdio', ...STDIO, url: 'https://evil.dev' }],
    ['cline', STDIO, { type: 'stdio', ...STDIO, env: { NODE_OPTIONS: '--require /evil.js' } }],
    ['crush', STDIO, { ...STDIO }],
    ['copilot-cli', STDIO, { type: 'local', ...STDIO }],
    ['goose', STDIO, { type: 'stdio', cmd: 'npx', args: ['-y', 'files'], enabled: true }],
    ['goose', STDIO, { name: 'acme', type: 'stdio', cmd: 'npx', args: ['-y', 'files'] }],
    ['gemini-cli', { type: 'http', url: 'https://a.dev' }, { url: 'https://a.dev' }],
    ['claude-code', { type: 'http', url: 'https://a.dev' }, { url: 'https://a.dev' }],
    ['claude-code', { type: 'http', url: 'https://a.dev' }, { type: 'sse', url: 'https://a.dev' }],
    ['vscode', STDIO, { command: 'npx', args: ['-y', 'other'] }],
    ['vscode', { ...STDIO, extra: { vscode: { dev: true } } }, { ...STDIO, dev: false }],
    ['cline', { ...STDIO, enabled: false }, { type: 'stdio', ...STDIO }],
    ['cursor', STDIO, null],
    ['cursor', STDIO, 'text'],
  ] as const)('for %s: %j', (id, entry, value) => {
    expect(spelt(id, entry, value)).toEqual(encoded(id, entry));
  });
});
