import type { Measurement } from '../benchmark.js';
import { compare, type Named } from '../turns.js';
import { type BenchHome, withBenchHome } from './bench-home.js';
import { type Load, loadServer } from './load.js';
import { type BareRoute, type ServerProcess, startBare, startProduct } from './server-process.js';

/** The product's server and bare routes that give the same answers, each in a process of its own. */
export interface VersusBare {
  readonly ours: ServerProcess;
  readonly bare: ServerProcess;
  /** With a token that may do everything. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How many connections load a server, where nothing else is said. */
export const CONNECTIONS = 100;

/** How long a round loads a server, in seconds. */
export const ROUND = 3;

/** More than elsewhere: two busy processes on a small machine get in each other's way, a round more than another. */
export const ROUNDS = 15;

/** Start the product's server over a home, and bare routes beside it. */
export async function withServers<Result>(
  prepare: (home: BenchHome) => Promise<void>,
  {
    routes,
    work,
  }: {
    readonly routes: (
      ours: VersusBare['ours'],
      headers: VersusBare['headers'],
    ) => Promise<readonly BareRoute[]>;
    readonly work: (servers: VersusBare) => Promise<Result>;
  },
): Promise<Result> {
  return withBenchHome(async (home) => {
    await prepare(home);
    const { token } = await home.call('create_token', { role: 'admin' });
    const headers = { authorization: `Bearer ${token}` };
    const ours = await startProduct(home.home, String(token));
    try {
      const bare = await startBare(await routes(ours, headers));
      try {
        return await work({ ours, bare, headers });
      } finally {
        await bare.close();
      }
    } finally {
      await ours.close();
    }
  });
}

/** The bytes that the product answers. */
export async function answerOf(
  { url }: ServerProcess,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ body: string; etag: string | null }> {
  const answer = await fetch(`${url}${path}`, { headers });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return { body: await answer.text(), etag: answer.headers.get('etag') };
}

/** A bare route that answers JSON. */
export function jsonRoute(pattern: string, body: string | Readonly<Record<string, string>>): BareRoute {
  const route = {
    method: 'GET',
    pattern,
    status: 200,
    headers: { 'Content-Type': 'application/json' },
  } as const;
  return typeof body === 'string' ? { ...route, body } : { ...route, body: null, bodies: body };
}

/** Requests that both answer in a second. */
export async function requestsPerSecond(
  { ours, bare, headers }: VersusBare,
  named: Omit<Named, 'unit'>,
  load: RoundLoad,
): Promise<Measurement> {
  const side = (server: ServerProcess) => () => loadForRound(server, headers, load);
  return compare({ ...named, unit: 'requests/s', ours: side(ours), theirs: side(bare), rounds: ROUNDS });
}

/** What a server is loaded with in a round. */
type RoundLoad = Omit<Load, 'url' | 'connections' | 'seconds'>;

/** Load a server for one round, and give the requests that it answered in a second. */
export function loadForRound(
  { url }: ServerProcess,
  headers: VersusBare['headers'],
  load: RoundLoad,
): Promise<number> {
  const whole = { connections: CONNECTIONS, seconds: ROUND, ...load };
  return loadServer({ ...whole, headers: { ...headers, ...load.headers }, url });
}
