import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { numberCursor, pageOf } from '../page.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { readStatement } from '../signing/release-statement.js';
import { cursor, limit, profileKey, timestamp } from './fields.js';

const releaseItem = z
  .object({
    version: z.int(),
    artifact_id: z.string(),
    created_at: timestamp,
    changelog: z.string().nullable(),
    signing_key_id: z.string(),
    server_count: z.int(),
    rolled_back_to: z.int().optional(),
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
    .object({ releases: z.array(releaseItem), next_cursor: z.string().optional() })
    .meta({ id: 'ReleaseList' }),
  errors: ['client_not_found'],
  async run({ stores }, input) {
    findClient(input.client_id);
    const before = numberCursor(input.cursor);
    const found = await stores.releases.list(input, {
      limit: input.limit + 1,
      ...(before === undefined ? {} : { before }),
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
