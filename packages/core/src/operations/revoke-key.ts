import { z } from 'zod';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { revokeKey as revoke } from '../signing/manage-keys.js';
import { oneLine } from './fields.js';
import { keyId, keySchema, showKey } from './key-schema.js';

export const revokeKey = defineOperation<Services>()({
  name: 'revoke_key',
  summary: 'Revoke a signing key, for ever.',
  description:
    'Revokes a key that must not be trusted any more: no release that it signed verifies or deploys from now on. Rotate first where it is the active one, so that publishing can go on.',
  permission: 'keys:manage',
  effect: 'destructive',
  http: 'POST /v1/keys/{key_id}/revoke',
  mcp: false,
  input: z.strictObject({
    key_id: keyId,
    reason: oneLine(500).optional().describe('Why, for those who read the log.'),
  }),
  output: keySchema,
  errors: ['key_not_found'],
  async run(services, input) {
    return showKey(await revoke(services, input));
  },
});
