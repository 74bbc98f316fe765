import { localPrincipal } from '@mcp-orchestration/core';
import { appendAudit } from '../packages/core/src/audit/audit-chain.js';
import type { Benchmark, Measurement } from './benchmark.js';
import { type BenchHome, withBenchHome } from './support/bench-home.js';
import { fillAudit, fillProfiles, fillReleases } from './support/fill.js';
import { timeEach } from './support/timed.js';
import { compare } from './turns.js';

const KEY = { client_id: 'cursor', profile_id: 'default' };

/** What a full store costs against an almost empty one. */
export const benchmarkStoreSizes: Benchmark = async () => [
  await largeVersusSmall({
    id: 'releases.latest',
    what: 'The latest release among 100,000',
    peer: 'among 100',
    sizes: [100_000, 100],
    fill: (home, count) => fillReleases(home, KEY, count),
    times: 3_000,
    work: ({ core }) => core.database.stores.releases.latest(KEY),
  }),
  await largeVersusSmall({
    id: 'audit.append',
    what: 'A durable entry of the audit log after 1,000,000',
    peer: 'after 100',
    sizes: [1_000_000, 100],
    fill: fillAudit,
    times: 300,
    work: appendEntry,
  }),
  await largeVersusSmall({
    id: 'profiles.list',
    what: "list_profiles of a client's 50 profiles among 10,000",
    peer: 'among 100',
    sizes: [10_000, 100],
    fill: (home, count) =>
      fillProfiles(home, { client: (index) => (index < 50 ? 'cursor' : `client-${index % 97}`), count }),
    times: 500,
    work: ({ call }) => call('list_profiles', { client_id: 'cursor' }),
  }),
];

function appendEntry({ core }: BenchHome): Promise<void> {
  return core.database.transaction((stores) =>
    appendAudit(stores, core.clock, {
      principal: localPrincipal('bench'),
      operation: 'add_server_to_config',
      outcome: 'success',
      facts: { client_id: 'client-7', profile_id: 'default', detail: { revision: 1 } },
    }),
  );
}

interface Sizes extends Pick<Measurement, 'id' | 'what' | 'peer'> {
  readonly sizes: readonly [large: number, small: number];
  readonly fill: (home: BenchHome, count: number) => Promise<void>;
  /** How often it is done in a round. */
  readonly times: number;
  readonly work: (home: BenchHome) => Promise<unknown>;
}

function largeVersusSmall({ sizes, fill, times, work, ...named }: Sizes): Promise<Measurement> {
  return withBenchHome((large) =>
    withBenchHome(async (small) => {
      await fill(large, sizes[0]);
      await fill(small, sizes[1]);
      return compare({
        ...named,
        unit: 'µs',
        rounds: 9,
        ours: () => timeEach(times, () => work(large)),
        theirs: () => timeEach(times, () => work(small)),
      });
    }),
  );
}
