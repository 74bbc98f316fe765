import { parseDocument } from '../packages/core/src/documents/parse-document.js';
import { searchCatalogue } from '../packages/core/src/registry/servers/search-catalogue.js';
import type { Benchmark, Growth } from './benchmark.js';
import { authenticatorOf } from './store-tokens.js';
import { type BenchHome, withBenchHome } from './support/bench-home.js';
import { fillDrafts, fillProfiles, fillServers, fillTokens, manyServers } from './support/fill.js';
import { publishProfiles } from './support/publish-profiles.js';
import { leastTime, timeEach } from './support/timed.js';

const SIZES = [1, 10, 100, 1_000, 10_000] as const;

/** A kind of work, and how it is set up for each size. Its setting up gives the work whose cost is measured. */
interface Kind extends Pick<Growth, 'id' | 'what' | 'of'> {
  readonly prepare: (home: BenchHome, size: number) => Promise<(index: number) => unknown>;
}

const CURSOR = { client_id: 'cursor' };

const KINDS: readonly Kind[] = [
  {
    id: 'growth.search',
    what: 'A search of the catalogue',
    of: 'registered servers',
    prepare: async (home, size) => {
      await fillServers(home, size);
      return () => searchCatalogue(home.core.database.stores, { search_query: 'weather' });
    },
  },
  {
    id: 'growth.get-config',
    what: 'get_config of one profile',
    of: 'profiles',
    prepare: async (home, size) => {
      await publishProfiles(home, { ...CURSOR, count: size, servers: 3 });
      return (index) => home.call('get_config', { ...CURSOR, profile_id: `profile-${index % size}` });
    },
  },
  {
    id: 'growth.list-profiles',
    what: 'list_profiles of one client',
    of: 'profiles of that client',
    prepare: async (home, size) => {
      await fillProfiles(home, { client: () => 'cursor', count: size });
      return () => home.call('list_profiles', CURSOR);
    },
  },
  {
    id: 'growth.token',
    what: 'The check of a token that was not seen before',
    of: 'tokens',
    prepare: async (home, size) => {
      const secrets = await fillTokens(home, size);
      return (index) => authenticatorOf(home)({ authorization: `Bearer ${secrets[index % size]}` });
    },
  },
  {
    id: 'growth.view-draft',
    what: 'view_draft_config',
    of: 'servers in the draft',
    prepare: (home, size) => withDraft(home, size, 'view_draft_config'),
  },
  {
    id: 'growth.validate',
    what: 'validate_config',
    of: 'servers in the draft',
    prepare: (home, size) => withDraft(home, size, 'validate_config'),
  },
  {
    id: 'growth.deploy-edit',
    what: "A deploy's edit of an empty file",
    of: 'servers in the release',
    prepare: async (_home, size) => {
      const { mcpServers } = manyServers(size);
      const edits = Object.entries(mcpServers).map(([name, entry]) => ({
        op: 'set' as const,
        name,
        members: { command: entry.command, args: entry.args ?? [], env: entry.env ?? {} },
      }));
      return () => parseDocument('{}\n', 'json').edit({ kind: 'map', path: ['mcpServers'] }, edits);
    },
  },
];

async function withDraft(home: BenchHome, size: number, operation: string): Promise<() => unknown> {
  await fillDrafts(home, { ...CURSOR, prefix: 'profile', count: 1, servers: size });
  return () => home.call(operation, { ...CURSOR, profile_id: 'profile-0' });
}

/** How the cost of the common kinds of work grows with what they work on. */
export const benchmarkGrowth: Benchmark = async () => {
  const found: Growth[] = [];
  for (const { prepare, ...kind } of KINDS) {
    const points = await pointsOf((home, size) => prepare(home, size).then(leastTime));
    found.push({ ...kind, unit: 'µs', points });
  }
  return [...found, await growthOfPublish()];
};

function pointsOf(cost: (home: BenchHome, size: number) => Promise<number>): Promise<Growth['points']> {
  return SIZES.reduce<Promise<Growth['points']>>(
    async (points, size) => [
      ...(await points),
      { size, cost: await withBenchHome((home) => cost(home, size)) },
    ],
    Promise.resolve([]),
  );
}

/** Each publish needs a draft of its own that was not published yet. */
async function growthOfPublish(): Promise<Growth> {
  const points = await pointsOf(async (home, size) => {
    const count = size < 1_000 ? 40 : 5;
    await fillDrafts(home, { ...CURSOR, prefix: 'profile', count: count + 1, servers: size });
    const publish = (index: number) =>
      home.call('publish_config', { ...CURSOR, profile_id: `profile-${index}` });
    await publish(count);
    return timeEach(count, publish);
  });
  return { id: 'growth.publish', what: 'publish_config', unit: 'µs', of: 'servers in the draft', points };
}
