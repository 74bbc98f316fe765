import { summarizeServer } from '../packages/core/src/registry/servers/describe-server.js';
import { searchCatalogue } from '../packages/core/src/registry/servers/search-catalogue.js';
import { type Benchmark, type Figure, spreadOf } from './benchmark.js';
import { type BenchHome, withBenchHome } from './support/bench-home.js';
import { fillServers, WORDS } from './support/fill.js';
import { percentile } from './support/percentile.js';
import { answerOf, jsonRoute, requestsPerSecond, withServers } from './support/versus-bare.js';

const SERVERS = 10_000;
const PAGE = 50;
const ROUNDS = 7;

/** What people look for: one word, two, the begin of one, a name, nothing at all. */
const QUERIES = [
  ...WORDS,
  ...WORDS.map((word, index) => `${word} ${WORDS[(index + 13) % WORDS.length]}`),
  ...WORDS.map((word) => word.slice(0, 2)),
  'server-77',
  'Server 4321',
  'weather for the trip',
  '',
];

/** Search of 10,000 registered servers: by itself, and over HTTP. */
export const benchmarkHttpSearch: Benchmark = async () => {
  const path = `/v1/servers?search_query=search&limit=${PAGE}`;
  const overHttp = await withServers((home) => fillServers(home, SERVERS), {
    routes: async (ours, headers) => [jsonRoute('/v1/servers', (await answerOf(ours, path, headers)).body)],
    work: (servers) =>
      requestsPerSecond(
        servers,
        {
          id: 'http.search.requests',
          what: `GET /v1/servers?search_query=, ${SERVERS} servers registered, a page of ${PAGE}`,
          peer: 'a bare Hono route with the same bytes',
        },
        { requests: [{ path }] },
      ),
  });
  return [await withBenchHome(slowestSearches), overHttp];
};

async function slowestSearches(home: BenchHome): Promise<Figure> {
  await fillServers(home, SERVERS);
  const round = async (): Promise<number> => {
    const times: number[] = [];
    for (const search_query of QUERIES) {
      const start = performance.now();
      await searchPage(home, search_query);
      times.push(performance.now() - start);
    }
    return percentile(times, 0.95);
  };
  await round();
  const rounds: number[] = [];
  for (let index = 0; index < ROUNDS; index += 1) rounds.push(await round());
  return {
    id: 'http.search.p95',
    what: `p95 of a search among ${SERVERS} registered servers, a page of ${PAGE}`,
    unit: 'ms',
    rounds: ROUNDS,
    ours: spreadOf(rounds),
  };
}

async function searchPage({ core }: BenchHome, search_query: string): Promise<void> {
  const { found } = await searchCatalogue(core.database.stores, { search_query });
  found.slice(0, PAGE).map(summarizeServer);
}
