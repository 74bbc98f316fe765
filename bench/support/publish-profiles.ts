import { buildRelease } from '../../packages/core/src/signing/build-release.js';
import type { BenchHome } from './bench-home.js';
import { manyServers } from './fill.js';

/** Publish the first release of profiles `profile-0`, `profile-1` …, all in one transaction; signed like any other. */
export async function publishProfiles(
  { core }: BenchHome,
  { client_id, count, servers = 3 }: { client_id: string; count: number; servers?: number },
): Promise<void> {
  const { keyFiles, clock, database } = core;
  await database.transaction(async (stores) => {
    for (let index = 0; index < count; index += 1) {
      const payload = manyServers(servers);
      // No two alike: each has an artifact of its own.
      payload.mcpServers[`only-${index}`] = { command: `server-${index}` };
      await buildRelease(
        { stores, keyFiles, clock },
        { key: { client_id, profile_id: `profile-${index}` }, payload },
      );
    }
  });
}
