import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { numberCursor, pageOf } from '../page.js';
import type { Release } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { statementOf } from '../signing/statement-of.js';
import { cursor, LAST_VERSION, limit, profileKey, timestamp } from './fields.js';

const releaseItem = z
  .object({
    version: z.int().describe('1, 2, 3 …'),
    artifact_id: z.string().describe('SHA-256 of its canonical payload.'),
    created_at: timestamp,
    changelog: z.string().nullable().describe('What changed and why; null where nothing was said.'),
    signing_key_id: z.string().describe('The key that signed it.'),
    server_count: z.int().nullable().describe('How many servers it holds; null where it is damaged.'),
    rolled_back_to: z.int().optional().describe('The older release whose payload this one names again.'),
    damage: z
      .string()
      .optional()
      .describe('What is wrong with its statement, where that cannot be trusted. See verify_config.'),
  })
  .meta({ id: 'ReleaseItem' });

export const listReleases = defineOperation<Services>()({
  name: 'list_releases',
  summary: 'List the releases of a profile, newest first.',
  description:
    'Lists what has been published for a client profile, newest first, a page at a time. Nothing is ever rewritten: a rollback is a release of its own, which names the one it went back to.',
  permission: 'config:read',
  effect: 'read',
  repeatable: true,
  http: 'GET /v1/config/{client_id}/{profile_id}/releases',
  mcp: false,
  input: z.strictObject({ ...profileKey, limit, cursor }),
  output: z
    .object({
      releases: z.array(releaseItem).describe('Newest first.'),
      next_cursor: z.string().optional().describe('Where there is more: the cursor of the next page.'),
    })
    .meta({ id: 'ReleaseList' }),
  errors: ['client_not_found'],
  async run({ stores }, input) {
    findClient(input.client_id);
    const before = numberCursor(input.cursor);
    const found = await stores.releases.list(input, {
      limit: input.limit + 1,
      ...(before === undefined ? {} : { before: Math.min(before, LAST_VERSION) }),
    });
    const { items, next_cursor } = pageOf(found, input.limit, ({ version }) => version);
    return { releases: items.map(showRelease), ...next_cursor };
  },
});

/** One that is damaged says so, and hides none of the others. */
function showRelease(release: Release): z.input<typeof releaseItem> {
  const { version, artifact_id, created_at, signing_key_id } = release;
  const row = { version, artifact_id, created_at, signing_key_id };
  const statement = statementOf(release);
  if (typeof statement === 'string')
    return { ...row, changelog: null, server_count: null, damage: statement };
  const { server_count, rolled_back_to } = statement.metadata;
  return {
    ...row,
    changelog: statement.changelog,
    server_count,
    ...(rolled_back_to === undefined ? {} : { rolled_back_to }),
  };
}
