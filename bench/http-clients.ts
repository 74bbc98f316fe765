import type { Benchmark, Measurement } from './benchmark.js';
import { pacedLatency } from './support/load.js';
import type { ServerProcess } from './support/server-process.js';
import {
  answerOf,
  CONNECTIONS,
  jsonRoute,
  loadForRound,
  ROUND,
  ROUNDS,
  type VersusBare,
  withServers,
} from './support/versus-bare.js';
import { compare, measurementOf, takeTurns } from './turns.js';

const PATH = '/v1/clients';
const NAMES = { what: 'GET /v1/clients with a bearer token', peer: 'a bare Hono route with the same bytes' };

/** The list of clients over HTTP: how many, at what cost, and how late. */
export const benchmarkHttpClients: Benchmark = () =>
  withServers(async () => undefined, {
    routes: async (ours, headers) => [jsonRoute(PATH, (await answerOf(ours, PATH, headers)).body)],
    work: async (servers) => {
      const [answered, processor] = await loaded(servers);
      return [answered, processor, await latency(servers, Math.floor(answered.theirs.median / 2))];
    },
  });

/** Requests that are answered in a second, and the processor time of each, by what the server itself says that it used. */
async function loaded({ ours, bare, headers }: VersusBare): Promise<[Measurement, Measurement]> {
  const side = (server: ServerProcess) => async () => {
    const before = await server.processorTime();
    const answered = await loadForRound(server, headers, { requests: [{ path: PATH }] });
    const seconds = (await server.processorTime()) - before;
    return { answered, processor: (seconds / (answered * ROUND)) * 1e6 };
  };
  const rounds = await takeTurns({ ours: side(ours), theirs: side(bare), rounds: ROUNDS });
  const of = (kind: 'answered' | 'processor') =>
    rounds.map((round) => ({ ours: round.ours[kind], theirs: round.theirs[kind] }));
  const { what, peer } = NAMES;
  return [
    measurementOf({ id: 'http.clients.requests', what, peer, unit: 'requests/s' }, of('answered')),
    measurementOf(
      { id: 'http.clients.cpu', what: `Processor time of one ${what}`, peer, unit: 'µs' },
      of('processor'),
    ),
  ];
}

function latency({ ours, bare, headers }: VersusBare, rate: number) {
  const side = (server: ServerProcess) => () =>
    pacedLatency({ url: server.url, connections: CONNECTIONS, seconds: 4, rate, headers, path: PATH });
  return compare({
    id: 'http.clients.p99',
    what: `p99 of ${NAMES.what}, ${rate} a second`,
    peer: NAMES.peer,
    unit: 'ms',
    ours: side(ours),
    theirs: side(bare),
    rounds: ROUNDS,
  });
}
