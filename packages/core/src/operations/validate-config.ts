import { z } from 'zod';
import { checkDraft } from '../drafts/check-draft.js';
import { readDraft } from '../drafts/draft.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { faultSchema } from './fault-schema.js';
import { profileKey, profileKeyOutput, timestamp } from './fields.js';

export const validateConfig = defineOperation<Services>()({
  name: 'validate_config',
  summary: 'Check the draft of a profile before publishing.',
  description:
    'Checks the working copy as publish_config will: what the client cannot hold, literal secrets, bad entries (errors, which stop a release), and unpinned packages, shells, cleartext addresses (warnings). Each fault names its code, server and field.',
  permission: 'config:read',
  effect: 'read',
  http: 'POST /v1/config/{client_id}/{profile_id}/validate',
  mcp: true,
  input: z.strictObject(profileKey),
  output: z
    .object({
      valid: z.boolean().describe('Whether publish_config would take it.'),
      errors: z.array(faultSchema).describe('What stops a release.'),
      warnings: z.array(faultSchema).describe('What does not.'),
      server_count: z.int().describe('How many servers the draft holds.'),
      ...profileKeyOutput,
      validated_at: timestamp,
    })
    .meta({ id: 'Validation' }),
  errors: [],
  async run(services, input) {
    const draft = await readDraft(services.stores, input);
    const { errors, warnings } = await checkDraft(services, draft);
    return {
      valid: errors.length === 0,
      errors,
      warnings,
      server_count: Object.keys(draft.payload.mcpServers).length,
      client_id: input.client_id,
      profile_id: input.profile_id,
      validated_at: services.clock.now().toISOString(),
    };
  },
});
