import { z } from 'zod';
import { publishDraft } from '../drafts/publish-draft.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { faultSchema } from './fault-schema.js';
import { expectedRevision, force, profileKey, profileKeyOutput, timestamp } from './fields.js';

export const publishConfig = defineOperation<Services>()({
  name: 'publish_config',
  summary: 'Sign the draft and store it as the next release.',
  description:
    'Validates the working copy, signs it and stores it as the next release, which can be deployed, verified and gone back to. Publishing what is already the latest release creates nothing and answers unchanged. Next: deploy_config.',
  permission: 'config:publish',
  effect: 'write',
  http: 'POST /v1/config/{client_id}/{profile_id}/publish',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    changelog: z
      .string()
      .max(2000)
      .optional()
      .describe('What changed and why, for those who read the history.'),
    allow_literal_secrets: z
      .boolean()
      .optional()
      .describe('Publish literal secrets all the same. A release is for ever: prefer ${env:NAME}.'),
    force: force.describe('Publish although another release has come since the draft was begun.'),
    revision: expectedRevision,
  }),
  output: z
    .object({
      status: z.enum(['published', 'unchanged']).describe('unchanged: it is the latest release already.'),
      artifact_id: z.string().describe('SHA-256 of the canonical payload.'),
      ...profileKeyOutput,
      version: z.int().describe('The release.'),
      server_count: z.int().describe('How many servers it holds.'),
      changelog: z.string().optional().describe('What changed and why.'),
      created_at: timestamp,
      signing_key_id: z.string().describe('The key that signed it.'),
      warnings: z.array(faultSchema).describe('What was found and does not stop a release.'),
    })
    .meta({ id: 'PublishedRelease' }),
  errors: [
    'client_not_found',
    'draft_empty',
    'draft_invalid',
    'draft_outdated',
    'keys_missing',
    'key_unavailable',
    'release_unverified',
  ],
  async run(services, input) {
    findClient(input.client_id);
    const { status, release, statement, warnings } = await publishDraft(services, input);
    return {
      status,
      artifact_id: release.artifact_id,
      client_id: release.client_id,
      profile_id: release.profile_id,
      version: release.version,
      server_count: statement.metadata.server_count,
      ...(statement.changelog === null ? {} : { changelog: statement.changelog }),
      created_at: release.created_at,
      signing_key_id: release.signing_key_id,
      warnings,
    };
  },
});
