import type { Benchmark } from './benchmark.js';
import type { BenchHome } from './support/bench-home.js';
import { publishProfiles } from './support/publish-profiles.js';
import { answerOf, jsonRoute, requestsPerSecond, withServers } from './support/versus-bare.js';

const PROFILES = 1_000;
const PATTERN = '/v1/config/:client/:profile';
const pathOf = (index: number): string => `/v1/config/cursor/profile-${index}`;
const PATHS = Array.from({ length: PROFILES }, (_, index) => pathOf(index));

/** Published releases over HTTP: with their bytes, and where the caller has them already. */
export const benchmarkHttpConfig: Benchmark = async () => {
  const prepare = (home: BenchHome) => publishProfiles(home, { client_id: 'cursor', count: PROFILES });
  const whole = await withServers(prepare, {
    routes: async (ours, headers) => {
      const bodies: Record<string, string> = {};
      for (const path of PATHS) bodies[path] = (await answerOf(ours, path, headers)).body;
      return [jsonRoute(PATTERN, bodies)];
    },
    work: (servers) =>
      requestsPerSecond(
        servers,
        {
          id: 'http.config.requests',
          what: `GET /v1/config/{client}/{profile}, changing among ${PROFILES} profiles`,
          peer: 'a bare Hono route with the same bytes',
        },
        { requests: PATHS.map((path) => ({ path })) },
      ),
  });
  const tags: Record<string, string> = {};
  const notModified = await withServers(prepare, {
    routes: async (ours, headers) => {
      for (const path of PATHS) tags[path] = (await answerOf(ours, path, headers)).etag ?? '';
      // What a 304 must carry of the answer that it stands for (RFC 9110, section 15.4.5).
      const carried = { 'Cache-Control': 'private, no-cache' };
      return [{ method: 'GET', pattern: PATTERN, status: 304, headers: carried, body: null, tags }];
    },
    work: (servers) =>
      requestsPerSecond(
        servers,
        {
          id: 'http.config.not-modified',
          what: 'The same with If-None-Match',
          peer: 'a bare Hono route that answers 304 with the same ETag and Cache-Control',
        },
        {
          requests: PATHS.map((path) => ({ path, headers: { 'if-none-match': tags[path] ?? '' } })),
          status: 304,
        },
      ),
  });
  return [whole, notModified];
};
