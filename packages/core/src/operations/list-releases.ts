import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { numberCursor, pageOf } from '../page.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { readStatement } from '../signing/release-statement.js';
import { cursor, LAST_VERSION, limit, profileKey, timestamp } from './fields.js';

const releaseItem = z
  .object({
    version: z.int().describe('1, 2, 3 …'),
    artifact_id: z.string().describe('SHA-256 of its canonical payload.'),
    created_at: timestamp,
    changelog: z.string().nullable().describe('What changed and why; null where nothing was said.'),
    signing_key_id: z.string().describe('The key that signed it.'),
    server_count: z.int().describe('How many servers it holds.'),
    rolled_back_to: z.int().optional().describe('The older release whose payload this one names again.'),
  })
  .meta({ id: 'ReleaseItem' });

export const listReleases = defineOperation<Services>()({
  name: 'list_releases',
  summary: 'List the releases of a profile, newest first.',
  description:
    'Lists what has been published for a client profile, newest first, a page at a time. Nothing is ever rewritten: a rollback is a release of its own, which names the one it went back to.',
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/config/{client_id}/{profile_id}/releases',
  mcp: false,
  input: z.strictObject({ ...profileKey, limit, cursor }),
  output: z
    .object({
      releases: z.array(releaseItem).describe('Newest first.'),
      next_cursor: z.string().optional().describe('Where there is more: the cursor of the next page.'),
    })
    .meta({ id: 'ReleaseList' }),
  errors: ['client_not_found', 'release_unverified'],
  async run({ stores }, input) {
    findClient(input.client_id);
    const before = numberCursor(input.cursor);
    const found = await stores.releases.list(input, {
      limit: input.limit + 1,
      ...(before === undefined ? {} : { before: Math.min(before, LAST_VERSION) }),
    });
    const { items, next_cursor } = pageOf(found, input.limit, ({ version }) => version);
    const releases = items.map((release) => {
      const { changelog, metadata } = readStatement(release);
      return {
        version: release.version,
        artifact_id: release.artifact_id,
        created_at: release.created_at,
        changelog,
        signing_key_id: release.signing_key_id,
        server_count: metadata.server_count,
        ...(metadata.rolled_back_to === undefined ? {} : { rolled_back_to: metadata.rolled_back_to }),
      };
    });
    return { releases, ...next_cursor };
  },
});
