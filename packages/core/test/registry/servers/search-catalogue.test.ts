import { describe, expect, it } from 'vitest';
import { BUNDLED_SERVERS } from '../../../src/registry/servers/bundled-servers.js';
import { searchCatalogue } from '../../../src/registry/servers/search-catalogue.js';
import { sampleServer } from '../../../src/testing/samples.js';
import { type Bench, useBench } from '../../support/bench.js';

const bench = useBench();
type Query = Parameters<typeof searchCatalogue>[1];

const search = (query: Query = {}, on: Bench = bench()) => searchCatalogue(on.core.database.stores, query);
const ids = async (query: Query, on?: Bench) =>
  (await search(query, on)).found.map(({ server_id }) => server_id);

describe('searching the catalogue', () => {
  it('finds everything, bundled first, where nothing is asked', async () => {
    await bench().call('register_server', sampleServer({ server_id: 'aaa' }));
    const { found, transport_counts } = await search();
    expect(found.map(({ server_id }) => server_id)).toEqual([
      ...BUNDLED_SERVERS.map(({ server_id }) => server_id),
      'aaa',
    ]);
    expect(transport_counts.stdio + transport_counts.http + transport_counts.sse).toBe(found.length);
  });

  it('counts what the words find, whichever transport is wanted', async () => {
    const all = await search({ search_query: 'search' });
    for (const transport_filter of ['stdio', 'http', 'sse'] as const) {
      const some = await search({ search_query: 'search', transport_filter });
      expect(some.transport_counts).toEqual(all.transport_counts);
      expect(some.found).toHaveLength(all.transport_counts[transport_filter]);
      expect(some.found.every(({ transport }) => transport.type === transport_filter)).toBe(true);
    }
  });

  it('keeps the order of ranks when it filters', async () => {
    const all = await search({ search_query: 'a' });
    const some = await search({ search_query: 'a', transport_filter: 'stdio' });
    expect(some.found).toEqual(all.found.filter(({ transport }) => transport.type === 'stdio'));
  });

  it('sees what another process does, as soon as it is done', async () => {
    const other = await bench().another();
    for (const server_id of ['tide-one', 'tide-two']) {
      await other.call('register_server', sampleServer({ server_id }));
      expect(await ids({ search_query: 'tide' })).toContain(server_id);
    }
    await other.call('unregister_server', { server_id: 'tide-one' });
    await other.call('register_server', sampleServer({ server_id: 'tide-three' }));
    expect(await ids({ search_query: 'tide' })).toEqual(['tide-three', 'tide-two']);
    expect(await ids({ search_query: 'tide' }, other)).toEqual(['tide-three', 'tide-two']);
    await other.close();
  });

  it('finds one of ten thousand, as often as it is asked', async () => {
    await bench().core.database.transaction(async ({ servers }) => {
      for (let n = 0; n < 10_000; n += 1) {
        const server_id = `own-${String(n).padStart(5, '0')}`;
        await servers.insert(sampleServer({ server_id, display_name: `Own ${n}` }), '2026-01-01T00:00:00Z');
      }
    });
    let reads = 0;
    const { servers } = bench().core.database.stores;
    const list = () => {
      reads += 1;
      return servers.list();
    };
    const stores = { servers: { ...servers, list } };
    for (const n of ['00000', '04711', '09999']) {
      const { found } = await searchCatalogue(stores, { search_query: `own ${n}` });
      expect(found.map(({ server_id }) => server_id)).toEqual([`own-${n}`]);
    }
    expect((await searchCatalogue(stores, {})).found).toHaveLength(10_000 + BUNDLED_SERVERS.length);
    expect(reads).toBe(1);
  });
});
