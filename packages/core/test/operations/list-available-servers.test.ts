import { describe, expect, it } from 'vitest';
import { BUNDLED_SERVERS } from '../../src/registry/servers/bundled-servers.js';
import { sampleServer } from '../../src/testing/samples.js';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'list_available_servers', {});

const ids = async (input: { search_query?: string; transport_filter?: 'stdio' | 'http' | 'sse' }) =>
  (await bench().call('list_available_servers', input)).servers.map(({ server_id }) => server_id);

describe('listing servers', () => {
  it('lists the whole catalogue, with counts of each transport', async () => {
    const { servers, count, transport_counts, available_transports, ...rest } =
      await bench().call('list_available_servers');
    expect(count).toBe(BUNDLED_SERVERS.length);
    expect(servers).toHaveLength(Math.min(100, count));
    expect(transport_counts.stdio + transport_counts.http + transport_counts.sse).toBe(count);
    expect(available_transports).toEqual(
      (['stdio', 'http', 'sse'] as const).filter((transport) => transport_counts[transport] > 0),
    );
    expect(rest).toEqual({});
  });

  it('shows of each what a list needs', async () => {
    const { servers } = await bench().call('list_available_servers', { search_query: 'filesystem' });
    expect(servers[0]).toEqual({
      server_id: 'filesystem',
      display_name: 'Filesystem',
      description: expect.stringMatching(/folders/),
      transport: 'stdio',
      npm_package: '@modelcontextprotocol/server-filesystem',
      tags: expect.arrayContaining(['files']),
      has_parameters: true,
      requires_env: false,
    });
  });

  it('keeps the ids of the first catalogue', async () => {
    const { servers } = await bench().call('list_available_servers', { limit: 500 });
    const first =
      'filesystem brave-search github memory fetch postgres sqlite slack puppeteer google-maps n8n custom-api everything sequential-thinking sentry';
    expect(servers.map(({ server_id }) => server_id)).toEqual(expect.arrayContaining(first.split(' ')));
  });

  it('filters by transport, and still counts over every one', async () => {
    const all = await bench().call('list_available_servers');
    const http = await bench().call('list_available_servers', { transport_filter: 'http' });
    expect(new Set(http.servers.map(({ transport }) => transport))).toEqual(new Set(['http']));
    expect(http.count).toBe(all.transport_counts.http);
    expect(http.transport_counts).toEqual(all.transport_counts);
  });

  it('searches, names before the rest', async () => {
    expect((await ids({ search_query: 'Brave Search' }))[0]).toBe('brave-search');
    expect(await ids({ search_query: 'no such words anywhere' })).toEqual([]);
  });

  it('counts nothing where nothing is found', async () => {
    expect(await bench().call('list_available_servers', { search_query: 'zzzzzz' })).toEqual({
      servers: [],
      count: 0,
      transport_counts: { stdio: 0, http: 0, sse: 0 },
      available_transports: [],
    });
  });

  it('gives every server once, page by page', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const input = { limit: 7, ...(cursor === undefined ? {} : { cursor }) };
      const page = await bench().call('list_available_servers', input);
      expect(page.count).toBe(BUNDLED_SERVERS.length);
      seen.push(...page.servers.map(({ server_id }) => server_id));
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(BUNDLED_SERVERS.map(({ server_id }) => server_id));
  });

  it('has an empty page behind the last', async () => {
    const { servers, next_cursor } = await bench().call('list_available_servers', { cursor: '99999' });
    expect([servers, next_cursor]).toEqual([[], undefined]);
  });

  it.each(['0', '-1', 'abc', '1.5', ''])('takes %j for no cursor', async (cursor) => {
    await expect(bench().call('list_available_servers', { cursor })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'cursor' })],
    });
  });

  it.each([0, 501, 1.5])('refuses a limit of %d', async (limit) => {
    await expect(bench().call('list_available_servers', { limit })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'limit' })],
    });
  });

  it('knows three transports', async () => {
    await expect(
      bench().raw('list_available_servers', { transport_filter: 'carrier-pigeon' }),
    ).rejects.toMatchObject({ code: 'invalid_input', errors: [{ field: 'transport_filter' }] });
  });

  it('finds servers that were registered, in any process, as soon as they are', async () => {
    expect(await ids({ search_query: 'tide-table' })).toEqual([]);
    const other = await bench().another();
    await other.call('register_server', sampleServer({ server_id: 'tide-table', tags: ['sky'] }));
    await other.close();
    expect(await ids({ search_query: 'tide-table' })).toEqual(['tide-table']);
    expect(await ids({ search_query: 'sky' })).toEqual(['tide-table']);
    await bench().call('unregister_server', { server_id: 'tide-table' });
    expect(await ids({ search_query: 'tide-table' })).toEqual([]);
  });
});
