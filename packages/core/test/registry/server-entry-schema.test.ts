// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what references look like.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isRemoteEntry } from '../../src/registry/server-entry.js';
import {
  payloadSchema,
  serverEntrySchema,
  serverNameSchema,
} from '../../src/registry/server-entry-schema.js';

const faultsOf = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(
    ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
  );

const stdio = { command: 'npx', args: ['-y', 'pkg@1.0.0'], env: { TOKEN: '${env:TOKEN}' }, cwd: '/srv' };
const remote = { type: 'http', url: 'https://example.com/mcp', headers: { Authorization: 'Bearer x' } };

describe('a server entry', () => {
  it.each([
    ['a command alone', { command: 'server' }],
    ['everything of stdio', { ...stdio, enabled: false, extra: { timeout: 3, nested: [{ a: null }] } }],
    ['everything of a remote one', { ...remote, enabled: true, extra: {} }],
    ['sse', { type: 'sse', url: 'http://localhost:8000/sse' }],
    ['an empty environment value', { command: 'x', env: { A: '' } }],
    ['references within a url', { type: 'http', url: 'https://${env:HOST}/${env:TENANT}/mcp' }],
  ])('comes back as it is: %s', (_case, entry) => {
    expect(serverEntrySchema.parse(entry)).toEqual(entry);
  });

  it('drops the type "stdio" beside a command', () => {
    expect(serverEntrySchema.parse({ type: 'stdio', command: 'x' })).toEqual({ command: 'x' });
  });

  it('reads a url without a type as HTTP', () => {
    expect(serverEntrySchema.parse({ url: 'https://a.example/mcp' })).toEqual({
      type: 'http',
      url: 'https://a.example/mcp',
    });
  });

  it.each([
    ['both transports', { ...stdio, url: 'https://a.example' }, /either a command .* or a url/],
    ['no transport', { env: {} }, /needs a command, or a url/],
    ['a remote type on a command', { command: 'x', type: 'http' }, /takes no type/],
    ['an empty command', { command: '' }, /^command: The command is empty/],
    ['arguments that are no list', { command: 'x', args: '-y' }, /^args: /],
    ['an argument that is no text', { command: 'x', args: ['a', 1] }, /^args\.1: /],
    ['a value that is no text', { command: 'x', env: { PORT: 80 } }, /^env\.PORT: /],
    ['a NUL in an argument', { command: 'x', args: ['a\0b'] }, /^args\.0: .*NUL/],
    ['half of a character', { command: 'x', cwd: '/a\ud800' }, /^cwd: .*halves/],
    ['a variable with an equals sign', { command: 'x', env: { 'A=B': 'c' } }, /^env\.A=B: The name/],
    ['a variable without a name', { command: 'x', env: { '': 'c' } }, /^env\.: /],
    ['an unknown key', { command: 'x', argz: [] }, /argz/],
    ['headers on stdio', { command: 'x', headers: {} }, /headers/],
    ['an environment on a remote one', { ...remote, env: {} }, /env/],
    ['an unknown type', { type: 'websocket', url: 'https://a.example' }, /^type: /],
    ['another scheme', { type: 'http', url: 'file:///etc/passwd' }, /^url: /],
    ['a script', { type: 'http', url: 'javascript:alert(1)' }, /^url: /],
    ['a url that does not parse', { type: 'http', url: 'https://' }, /^url: /],
    ['a header of two lines', { ...remote, headers: { A: 'b\r\nC: d' } }, /^headers\.A: /],
    ['a header that is no name', { ...remote, headers: { 'a b': 'c' } }, /^headers\.a b: .*no name/],
    ['an undefined field', { command: 'x', args: undefined }, /^args: /],
    ['text', 'npx', /./],
    ['null', null, /./],
    ['a list', [], /./],
  ])('is refused: %s', (_case, entry, fault) => {
    expect(faultsOf(serverEntrySchema, entry)[0]).toMatch(fault);
  });

  it('names each fault of the shape that is meant, and no other', () => {
    const faults = faultsOf(serverEntrySchema, { command: '', args: [1], colour: 'red' });
    expect(faults).toHaveLength(3);
    expect(faults.join('\n')).not.toMatch(/url|union/);
  });

  it.each([
    ['env', '{"command":"x","env":{"__proto__":"y"}}', 'env.__proto__'],
    ['headers', '{"type":"http","url":"https://a.example","headers":{"__proto__":"y"}}', 'headers.__proto__'],
    ['extra', '{"command":"x","extra":{"a":[{"__proto__":{"b":1}}]}}', 'extra.a.0.__proto__'],
    ['itself', '{"command":"x","__proto__":{"b":1}}', '__proto__'],
  ])('refuses the key __proto__ in %s, which would be lost', (_where, text, path) => {
    expect(faultsOf(serverEntrySchema, JSON.parse(text))).toContain(
      `${path}: The key "__proto__" is refused.`,
    );
  });

  it('refuses data nested without end, and does not run out of stack', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    expect(faultsOf(serverEntrySchema, { command: 'x', extra: { deep } })).toEqual([
      'extra.deep: This is no JSON value.',
    ]);
    expect(faultsOf(payloadSchema, { mcpServers: { a: { command: 'x', args: deep } } })).not.toEqual([]);
  });

  it('is told from the other kind by its url', () => {
    expect(isRemoteEntry(serverEntrySchema.parse(remote))).toBe(true);
    expect(isRemoteEntry(serverEntrySchema.parse(stdio))).toBe(false);
  });

  it('parses to what parses to itself', () => {
    const text = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
    const entries = fc.oneof(
      fc.record(
        {
          type: fc.constant('stdio'),
          command: fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
          args: fc.array(text),
        },
        { requiredKeys: ['command'] },
      ),
      fc.record(
        {
          type: fc.constantFrom('http', 'sse'),
          url: fc.webUrl(),
          headers: fc.dictionary(fc.stringMatching(/^[A-Za-z-]{1,9}$/), text),
        },
        { requiredKeys: ['url'] },
      ),
    );
    fc.assert(
      fc.property(entries, (entry) => {
        const once = serverEntrySchema.parse(entry);
        expect(serverEntrySchema.parse(once)).toEqual(once);
        expect('type' in once && once.type === undefined).toBe(false);
      }),
    );
  });
});

describe('a server name', () => {
  it.each(['a', 'My Server', 'io.github.user/name', 'données', '服务器', 'a:b', 'x'.repeat(128), 'toString'])(
    'may be %j',
    (name) => {
      expect(serverNameSchema.parse(name)).toBe(name);
    },
  );

  it.each([
    '',
    'x'.repeat(129),
    ' a',
    'a ',
    '\u00a0a',
    'a\nb',
    'a\u0000',
    'a\u001b[31m',
    'a\u007f',
    'a\u009b',
    'abc\u202egpj.exe',
    'a\u2066b',
    'a\u200bb',
    'a\u2028b',
    '\ufeffa',
    'a\ud800',
    '__proto__',
    'constructor',
    'prototype',
  ])('may not be %j', (name) => {
    expect(serverNameSchema.safeParse(name).success).toBe(false);
  });

  it('may hold emoji, whose halves are surrogates', () => {
    expect(serverNameSchema.safeParse('🚀 rocket').success).toBe(true);
  });
});

describe('a payload', () => {
  it('keeps its servers in their order', () => {
    const payload = payloadSchema.parse({ mcpServers: { b: stdio, a: remote } });
    expect(Object.keys(payload.mcpServers)).toEqual(['b', 'a']);
    expect(payload.mcpServers).toEqual({ b: stdio, a: remote });
  });

  it('may be empty', () => {
    expect(payloadSchema.parse({ mcpServers: {} })).toEqual({ mcpServers: {} });
  });

  it.each([
    ['no servers', {}, /^mcpServers: /],
    ['another key', { mcpServers: {}, inputs: [] }, /inputs/],
    ['a server that is refused', { mcpServers: { a: { command: '' } } }, /^mcpServers\.a\.command: /],
    ['a name that deceives', { mcpServers: { 'a\u202eb': { command: 'x' } } }, /invisible/],
    ['a list of servers', { mcpServers: [] }, /^mcpServers: /],
  ])('is refused: %s', (_case, payload, fault) => {
    expect(faultsOf(payloadSchema, payload).join('\n')).toMatch(fault);
  });

  it('refuses a server named __proto__, which a record would drop', () => {
    const payload: unknown = JSON.parse('{"mcpServers":{"__proto__":{"command":"x"},"a":{"command":"x"}}}');
    expect(faultsOf(payloadSchema, payload)).toEqual([
      'mcpServers.__proto__: The key "__proto__" is refused.',
    ]);
  });

  it('has a JSON Schema that names both kinds of entry', () => {
    const schema = JSON.stringify(z.toJSONSchema(payloadSchema, { io: 'input', unrepresentable: 'any' }));
    expect(schema).toContain('"ServerEntry"');
    expect(schema).toContain('"command"');
    expect(schema).toContain('"url"');
  });
});
