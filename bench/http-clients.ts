import type { Benchmark } from './benchmark.js';
import { loadServer, pacedLatency } from './support/load.js';
import type { ServerProcess } from './support/server-process.js';
import {
  answerOf,
  CONNECTIONS,
  jsonRoute,
  requestsPerSecond,
  type VersusBare,
  withServers,
} from './support/versus-bare.js';
import { compare } from './turns.js';

const PATH = '/v1/clients';
const NAMES = { what: 'GET /v1/clients with a bearer token', peer: 'a bare Hono route with the same bytes' };

/** The list of clients over HTTP: how many, at what cost, and how late. */
export const benchmarkHttpClients: Benchmark = () =>
  withServers(async () => undefined, {
    routes: async (ours, headers) => [jsonRoute(PATH, (await answerOf(ours, PATH, headers)).body)],
    work: async (servers) => {
      const requests = [{ path: PATH }];
      const answered = await requestsPerSecond(
        servers,
        { id: 'http.clients.requests', ...NAMES },
        { requests },
      );
      return [
        answered,
        await processorTime(servers),
        await latency(servers, Math.floor(answered.theirs.median / 2)),
      ];
    },
  });

/** Processor time a request, by what the server itself says that it used. */
function processorTime({ ours, bare, headers }: VersusBare) {
  const side = (server: ServerProcess) => async (): Promise<number> => {
    const seconds = 3;
    const before = await server.processorTime();
    const load = { url: server.url, connections: CONNECTIONS, seconds, headers, requests: [{ path: PATH }] };
    const answered = (await loadServer(load)) * seconds;
    return (((await server.processorTime()) - before) / answered) * 1e6;
  };
  return compare({
    id: 'http.clients.cpu',
    what: `Processor time of one ${NAMES.what}`,
    peer: NAMES.peer,
    unit: 'µs',
    ours: side(ours),
    theirs: side(bare),
  });
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
  });
}
