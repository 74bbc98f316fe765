import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translateServers } from '../../src/drafts/translate-servers.js';
import { CLIENTS, findClient } from '../../src/registry/clients/bundled-clients.js';
import { encodeEntry } from '../../src/registry/clients/encode-entry.js';
import { entryIssues } from '../../src/registry/clients/entry-issues.js';
import type { ServerEntry } from '../../src/registry/server-entry.js';
import { LINUX } from '../registry/clients/machines.js';

function translate(servers: Record<string, ServerEntry>, client: string) {
  return translateServers(servers, { to: findClient(client), machine: LINUX });
}

describe('taking servers to another client', () => {
  it('changes nothing of what both can hold', () => {
    const servers = { one: { command: 'node', args: ['a.js'], env: { LEVEL: 'info' } } };
    expect(translate(servers, 'zed')).toEqual({ servers, untranslated: [] });
  });

  it('leaves a server behind that the client cannot hold, and says why', () => {
    const servers: Record<string, ServerEntry> = {
      stream: { type: 'sse', url: 'https://example.com/sse' },
      plain: { command: 'node' },
    };
    const { servers: taken, untranslated } = translate(servers, 'codex');
    expect(Object.keys(taken)).toEqual(['plain']);
    expect(untranslated).toEqual([{ name: 'stream', field: 'type', reason: expect.stringContaining('SSE') }]);
  });

  it('leaves a name behind that the client cannot hold', () => {
    const { servers, untranslated } = translate({ 'my server': { command: 'node' } }, 'codex');
    expect(servers).toEqual({});
    expect(untranslated).toMatchObject([{ name: 'my server', field: 'name' }]);
  });

  it('leaves a server behind that waits for an input, but for a client that asks for it', () => {
    const servers = { one: { command: 'x', env: { TOKEN: `\${input:token}` } } };
    expect(translate(servers, 'vscode-insiders')).toEqual({ servers, untranslated: [] });
    expect(translate(servers, 'cursor')).toMatchObject({
      servers: {},
      untranslated: [{ name: 'one', field: 'env.TOKEN' }],
    });
  });

  it('drops what only other clients know, member by member, and keeps what this one knows', () => {
    const extra = { cursor: { envFile: '.env', icon: 'x' }, zed: { tools: {} } };
    const { servers, untranslated } = translate({ one: { command: 'node', extra } }, 'zed');
    expect(servers.one).toEqual({ command: 'node', extra: { zed: { tools: {} } } });
    expect(untranslated.map(({ name, field }) => [name, field])).toEqual([
      ['one', 'extra.cursor.envFile'],
      ['one', 'extra.cursor.icon'],
    ]);
  });

  it('keeps a server of any name', () => {
    const servers = Object.fromEntries([['__proto__', { command: 'node' }]]) as Record<string, ServerEntry>;
    Object.defineProperty(servers, '__proto__', { value: { command: 'node' }, enumerable: true });
    expect(Object.getOwnPropertyNames(translate(servers, 'cursor').servers)).toEqual(['__proto__']);
  });

  it('gives every client only what it can hold, and accounts for all the rest', () => {
    const entry: fc.Arbitrary<ServerEntry> = fc.oneof(
      fc.record({ command: fc.constant('node'), enabled: fc.boolean() }),
      fc.record({ command: fc.constant('uvx'), cwd: fc.constant('/work') }),
      fc.record({
        type: fc.constantFrom('http' as const, 'sse' as const),
        url: fc.constant('https://example.com/mcp'),
        headers: fc.constant({ 'X-Region': 'eu' }),
      }),
    );
    const servers = fc.dictionary(fc.constantFrom('a', 'b c', 'd.e', 'f'), entry);
    fc.assert(
      fc.property(servers, fc.constantFrom(...CLIENTS), (all, client) => {
        const { servers: taken, untranslated } = translateServers(all, { to: client, machine: LINUX });
        for (const [name, one] of Object.entries(taken)) {
          expect(() => encodeEntry(client, { name, entry: one, machine: LINUX })).not.toThrow();
        }
        const lost = Object.keys(all).filter((name) => !Object.hasOwn(taken, name));
        expect([...new Set(untranslated.map(({ name }) => name))].sort()).toEqual(lost.sort());
        for (const name of lost) {
          const value = all[name];
          expect(value && entryIssues(client, { name, entry: value, machine: LINUX })).not.toEqual([]);
        }
      }),
    );
  });
});
