// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractSecrets } from '../../src/drafts/extract-secrets.js';
import { findLiteralSecrets } from '../../src/drafts/literal-secret.js';
import { isEnvName, replaceEnvReferences } from '../../src/registry/env-reference.js';
import type { ServerEntry } from '../../src/registry/server-entry.js';
import { mapEntryTexts } from '../../src/secrets/map-entry-texts.js';

const token = (letter: string): string =>
  ['ghp', letter.repeat(20), '0123456789abcdef'].join('_').replace(/_0/, '0');
const [ONE, TWO] = [token('a'), token('b')];
const NONE: ReadonlySet<string> = new Set();
const extract = (servers: Record<string, ServerEntry>, names = NONE) => extractSecrets(servers, names);

describe('extracting secrets', () => {
  it('leaves servers without any as they are', () => {
    const servers = { a: { command: 'x', args: ['--flag'], env: { LEVEL: 'debug', KEY: '${env:KEY}' } } };
    expect(extract(servers)).toEqual({ servers, values: {} });
  });

  it("keeps a variable's own name", () => {
    expect(extract({ a: { command: 'x', env: { GITHUB_TOKEN: ONE } } })).toEqual({
      servers: { a: { command: 'x', env: { GITHUB_TOKEN: '${env:GITHUB_TOKEN}' } } },
      values: { GITHUB_TOKEN: ONE },
    });
  });

  it('names others by the server and their place', () => {
    const { servers, values } = extract({
      'my server': { command: 'x', args: ['--token', ONE] },
      web: { type: 'http', url: 'https://h', headers: { Authorization: `Bearer ${TWO}` } },
    });
    expect(servers).toEqual({
      'my server': { command: 'x', args: ['--token', '${env:MY_SERVER_ARGS_1}'] },
      web: {
        type: 'http',
        url: 'https://h',
        headers: { Authorization: 'Bearer ${env:WEB_HEADERS_AUTHORIZATION}' },
      },
    });
    expect(values).toEqual({ MY_SERVER_ARGS_1: ONE, WEB_HEADERS_AUTHORIZATION: TWO });
  });

  it('gives equal secrets one variable, and different ones never the same', () => {
    const env = (GITHUB_TOKEN: string) => ({ command: 'x', env: { GITHUB_TOKEN } });
    const { servers, values } = extract({ a: env(ONE), b: env(ONE), c: env(TWO) });
    expect(values).toEqual({ GITHUB_TOKEN: ONE, C_GITHUB_TOKEN: TWO });
    expect(servers.b).toEqual(env('${env:GITHUB_TOKEN}'));
    expect(servers.c).toEqual(env('${env:C_GITHUB_TOKEN}'));
  });

  it('numbers what would still be called alike', () => {
    const { values } = extract({
      'a b': { command: 'x', args: ['--token', ONE] },
      'a-b': { command: 'x', args: ['--token', TWO] },
      'a.b': { command: 'x', args: ['--token', token('c')] },
    });
    expect(new Set(Object.values(values)).size).toBe(3);
  });

  it('leaves a variable to the servers that refer to it already', () => {
    const { servers, values } = extract({
      theirs: { command: 'x', env: { GITHUB_TOKEN: '${env:GITHUB_TOKEN}' } },
      ours: { command: 'x', env: { GITHUB_TOKEN: ONE } },
    });
    expect(values).toEqual({ OURS_GITHUB_TOKEN: ONE });
    expect(servers.ours).toEqual({ command: 'x', env: { GITHUB_TOKEN: '${env:OURS_GITHUB_TOKEN}' } });
  });

  it('extracts what the catalogue marks as secret, whatever it looks like', () => {
    const server = { a: { command: 'x', env: { CODE: 'plain', OTHER: 'plain' } } };
    expect(extract(server, new Set(['CODE'])).values).toEqual({ CODE: 'plain' });
    expect(extract(server).values).toEqual({});
  });

  it('leaves placeholders to be filled in', () => {
    const server = { a: { command: 'x', env: { API_KEY: '<your-api-key>' } } };
    expect(extract(server).values).toEqual({});
  });

  it('makes names that a shell can hold, of any name of a server', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), (name) => {
        const { values } = extract({ [name]: { command: 'x', args: ['--token', ONE] } });
        expect(Object.keys(values).every(isEnvName)).toBe(true);
        expect(Object.values(values)).toEqual([ONE]);
      }),
    );
  });

  it('loses nothing: with the values put back, the servers are what they were, and none is left', () => {
    const secret = fc.constantFrom(ONE, TWO, token('c'));
    const entry = fc.oneof(
      secret.map((value) => ({ command: 'x', env: { GITHUB_TOKEN: value, LEVEL: 'debug' } })),
      secret.map((value) => ({ command: 'x', args: ['-v', `--api-key=${value}`] })),
      secret.map((value) => ({ type: 'http' as const, url: 'https://h', headers: { 'X-Api-Key': value } })),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c d', 'e'), entry), (servers) => {
        const extracted = extract(servers);
        for (const [name, found] of Object.entries(extracted.servers)) {
          expect(findLiteralSecrets(found)).toEqual([]);
          const filled = mapEntryTexts(found, ({ text }) =>
            replaceEnvReferences(text, (variable) => extracted.values[variable] ?? 'lost'),
          );
          expect(filled).toEqual(servers[name]);
        }
      }),
    );
  });
});
