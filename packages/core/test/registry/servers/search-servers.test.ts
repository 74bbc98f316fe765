import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUNDLED_SERVERS } from '../../../src/registry/servers/bundled-servers.js';
import { createServerSearch, searchServers } from '../../../src/registry/servers/search-servers.js';
import type { ServerDefinition } from '../../../src/registry/servers/server-definition.js';

const server = (
  server_id: string,
  { name = server_id, description = 'Nothing.', tags = [] as string[], npm = '', type = 'stdio' } = {},
): ServerDefinition => ({
  server_id,
  display_name: name,
  description,
  transport:
    type === 'stdio'
      ? { type: 'stdio', command: 'x', args: [] }
      : { type: type === 'sse' ? 'sse' : 'http', url: 'https://a.example' },
  parameters: [],
  env_vars: [],
  tags,
  ...(npm === '' ? {} : { npm_package: npm }),
});

const idsOf = (definitions: readonly ServerDefinition[]): string[] =>
  definitions.map(({ server_id }) => server_id);

const find = (definitions: readonly ServerDefinition[], search_query: string): string[] =>
  idsOf(searchServers(definitions, { search_query }));

describe('searching servers', () => {
  it('ranks the exact name, its start, its inside, tags, and then descriptions', () => {
    const definitions = [
      server('e', { description: 'Talks to git.' }),
      server('d', { tags: ['git'] }),
      server('legit'),
      server('github'),
      server('git'),
    ];
    expect(find(definitions, 'git')).toEqual(['git', 'github', 'legit', 'd', 'e']);
  });

  it('keeps the order of the list within a rank', () => {
    const definitions = ['c', 'a', 'b'].map((id) => server(id, { tags: ['same'] }));
    expect(find(definitions, 'same')).toEqual(['c', 'a', 'b']);
  });

  it('finds a server by its display name and its package', () => {
    const definitions = [server('x', { name: 'Google Maps' }), server('y', { npm: '@upstash/context7-mcp' })];
    expect(find(definitions, 'google maps')).toEqual(['x']);
    expect(find(definitions, '@upstash/context7-mcp')).toEqual(['y']);
  });

  it.each([
    ['BRAVE-search', 'brave-search'],
    ['brave  search', 'brave-search'],
    ['Brave_Search', 'brave-search'],
    ['resume', 'résumé'],
    ['RÉSUMÉ', 'résumé'],
    ['io.github.user/name', 'io.github.user/name'],
    ['re\u0301sume', 'résumé'],
  ])('finds with %j the server %j', (query, name) => {
    const definitions = [server('other'), server('id', { name })];
    expect(find(definitions, query)).toEqual(['id']);
  });

  it('wants every word, anywhere', () => {
    const definitions = [
      server('a', { tags: ['database'], description: 'Reads SQL.' }),
      server('b', { tags: ['database'] }),
      server('sql', { description: 'A database.' }),
    ];
    expect(find(definitions, 'sql database')).toEqual(['a', 'sql']);
    expect(find(definitions, 'database zebra')).toEqual([]);
  });

  it('ranks several words by the one found worst', () => {
    const definitions = [
      server('far', { description: 'maps and google' }),
      server('google', { tags: ['maps'] }),
      server('maps-of-google'),
    ];
    expect(find(definitions, 'google maps')).toEqual(['maps-of-google', 'google', 'far']);
  });

  it.each([undefined, '', '   ', '--'])('gives everything for the query %j', (search_query) => {
    const definitions = [server('b'), server('a')];
    expect(idsOf(searchServers(definitions, search_query === undefined ? {} : { search_query }))).toEqual([
      'b',
      'a',
    ]);
  });

  it('keeps to a transport', () => {
    const definitions = [server('a'), server('b', { type: 'http' }), server('c', { type: 'sse' })];
    expect(idsOf(searchServers(definitions, { transport_filter: 'http' }))).toEqual(['b']);
    expect(idsOf(searchServers(definitions, { transport_filter: 'sse', search_query: 'c' }))).toEqual(['c']);
    expect(idsOf(searchServers(definitions, { transport_filter: 'stdio', search_query: 'c' }))).toEqual([]);
  });

  it('takes a query for text, not for a pattern', () => {
    expect(find([server('a')], '.*')).toEqual([]);
    expect(find([server('a', { description: 'c++ (code)' })], 'c++ (')).toEqual(['a']);
  });

  it('does not find one server twice, and finds only servers of the list', () => {
    const search = createServerSearch(BUNDLED_SERVERS);
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), (search_query) => {
        const found = idsOf(search({ search_query }));
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((id) => BUNDLED_SERVERS.some(({ server_id }) => server_id === id))).toBe(true);
      }),
    );
  });

  it('finds each bundled server first by its id', () => {
    const search = createServerSearch(BUNDLED_SERVERS);
    for (const { server_id } of BUNDLED_SERVERS) {
      expect(idsOf(search({ search_query: server_id }))[0]).toBe(server_id);
    }
  });
});
