// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import { describe, expect, it } from 'vitest';
import { CLIENTS, findClient } from '../../../src/registry/clients/bundled-clients.js';
import { decodeEntry } from '../../../src/registry/clients/decode-entry.js';
import { encodeEntry } from '../../../src/registry/clients/encode-entry.js';
import { fromClientText } from '../../../src/registry/clients/reference-syntax.js';
import { BRIDGE_PACKAGE, fromBridge, toBridge } from '../../../src/registry/clients/remote-bridge.js';
import type { RemoteEntry } from '../../../src/registry/server-entry.js';
import { LINUX, WINDOWS } from './machines.js';

const URL = 'https://mcp.acme.dev/mcp';

describe('a remote server behind a local process', () => {
  it('is started at a pinned version that is not open to command injection (0.1.16 and later)', () => {
    expect(BRIDGE_PACKAGE).toMatch(
      /^mcp-remote@(0\.1\.(1[6-9]|[2-9]\d)|0\.([2-9]|\d\d)\.\d+|[1-9]\d*\.\d+\.\d+)$/,
    );
  });

  it('takes only the url', () => {
    expect(toBridge({ type: 'http', url: URL })).toEqual({
      command: 'npx',
      args: ['-y', BRIDGE_PACKAGE, URL],
    });
  });

  it('keeps values of headers, blanks and all, out of the arguments', () => {
    const headers = { Authorization: 'Bearer a b', 'X-Api-Key': 'k' };
    const bridge = toBridge({ type: 'http', url: URL, headers });
    expect(bridge.args?.slice(3)).toEqual([
      '--header',
      'Authorization:${AUTH_HEADER}',
      '--header',
      'X-Api-Key:${X_API_KEY_HEADER}',
    ]);
    expect(bridge.env).toEqual({ AUTH_HEADER: 'Bearer a b', X_API_KEY_HEADER: 'k' });
    expect(bridge.args?.join('')).not.toContain(' ');
  });

  it('gives headers that would share a variable one each', () => {
    const bridge = toBridge({ type: 'http', url: URL, headers: { 'X-A': '1', X_A: '2' } });
    expect(bridge.env).toEqual({ X_A_HEADER: '1', X_A_HEADER_2: '2' });
  });

  it('insists on SSE where the entry does', () => {
    expect(toBridge({ type: 'sse', url: URL }).args).toEqual([
      '-y',
      BRIDGE_PACKAGE,
      URL,
      '--transport',
      'sse-only',
    ]);
  });

  it.each([
    ['http://10.0.0.1/mcp', true],
    ['HTTP://example.com', true],
    ['http://localhost.example.com/', true],
    ['http://[::1]:3000/mcp', true],
    ['http://localhost:3000/mcp', false],
    ['http://127.0.0.1/mcp', false],
    ['https://example.com', false],
  ])('allows plain HTTP to %s explicitly: %s', (url, allowed) => {
    expect(toBridge({ type: 'http', url }).args?.includes('--allow-http')).toBe(allowed);
  });

  it.each([
    { type: 'http', url: URL },
    { type: 'sse', url: 'http://10.0.0.1/sse', headers: { Authorization: 'Bearer x', 'X-A': 'y' } },
    { type: 'http', url: URL, headers: {} },
  ] satisfies RemoteEntry[])('is read back: %j', (entry) => {
    expect(fromBridge(toBridge(entry))).toEqual(entry);
  });

  it.each([
    { command: 'npx', args: ['-y', 'mcp-remote', URL] },
    { command: 'npx', args: ['-y', 'mcp-remote@latest', URL] },
    { command: 'npx', args: ['-y', BRIDGE_PACKAGE, URL, '--debug'] },
    { command: 'npx', args: ['-y', BRIDGE_PACKAGE, URL, '--header', 'A:literal'] },
    { command: 'npx', args: ['-y', BRIDGE_PACKAGE, URL], env: { OTHER: '1' } },
    { command: 'npx', args: ['-y', BRIDGE_PACKAGE, URL], cwd: '/srv' },
    { command: 'npx', args: ['-y', BRIDGE_PACKAGE] },
    { command: 'npx' },
  ])("leaves people's own bridges as they are: %j", (entry) => {
    expect(fromBridge(entry)).toBeUndefined();
  });
});

describe('clients without remote servers', () => {
  const bridging = CLIENTS.filter((client) => client.shape.http === 'bridge');

  it('are, among others, Claude Desktop', () => {
    expect(bridging.map((client) => client.client_id)).toContain('claude-desktop');
  });

  it('do not replace the variables that are meant for the bridge', () => {
    for (const { references } of bridging) {
      const { template } = references;
      expect(template ? fromClientText(template, '${AUTH_HEADER}') : '${AUTH_HEADER}').toBe('${AUTH_HEADER}');
    }
  });

  it('get the bridge under cmd on Windows, and give the remote server back', () => {
    const client = findClient('claude-desktop');
    const entry: RemoteEntry = { type: 'http', url: URL, headers: { Authorization: 'Bearer literal' } };
    const { members } = encodeEntry(client, { name: 'a', entry, machine: WINDOWS });
    expect(members).toEqual({
      command: 'cmd',
      args: ['/c', 'npx', '-y', BRIDGE_PACKAGE, URL, '--header', 'Authorization:${AUTH_HEADER}'],
      env: { AUTH_HEADER: 'Bearer literal' },
    });
    expect(decodeEntry(client, { name: 'a', value: members, machine: WINDOWS })).toEqual({ ok: true, entry });
  });

  it('are the only ones whose bridges are unwrapped', () => {
    const value = { command: 'npx', args: ['-y', BRIDGE_PACKAGE, URL] };
    expect(decodeEntry(findClient('cursor'), { name: 'a', value, machine: LINUX })).toEqual({
      ok: true,
      entry: value,
    });
  });
});
