import { z } from 'zod';
import { requirePermission } from '../invoke.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { initializeKeys as initialize } from '../signing/manage-keys.js';

export const initializeKeys = defineOperation<Services>()({
  name: 'initialize_keys',
  summary: 'Make the signing key, once.',
  description:
    'Makes the Ed25519 key that signs releases, where there is none yet; asked again it says already_exists. With regenerate it rotates: a new key signs from then on and the one before still verifies. Any key after the first needs keys:manage. Nothing is overwritten.',
  permission: 'config:publish',
  effect: 'write',
  http: 'POST /v1/keys/initialize',
  mcp: true,
  input: z.strictObject({
    regenerate: z.boolean().optional().describe('Rotate where there is a key already. Needs keys:manage.'),
  }),
  output: z
    .object({
      status: z
        .enum(['initialized', 'already_exists', 'regenerated'])
        .describe('already_exists: there was a key, and nothing was made.'),
      key_id: z.string().describe('The active key.'),
      key_dir: z.string().describe('Where private keys are kept.'),
      public_key_path: z.string().describe('The public half, for others to verify with.'),
      message: z.string().describe('What was done, in one sentence.'),
    })
    .meta({ id: 'InitializedKeys' }),
  errors: [],
  async run(services, { regenerate = false }, { principal }) {
    if (regenerate) requirePermission(principal, 'keys:manage');
    const beforeReplacing = () => requirePermission(principal, 'keys:manage');
    return initialize(services, { regenerate, beforeReplacing });
  },
});
