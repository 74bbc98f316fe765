import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { findRelease } from '../signing/find-release.js';
import { verifyRelease } from '../signing/verify-release.js';
import { profileKey, version } from './fields.js';

export const verifyConfig = defineOperation<Services>()({
  name: 'verify_config',
  summary: 'Check the signature, the hash and the chain of a release.',
  description:
    'Checks the latest release of a profile, or the one named: the hash of its payload, its signature and the status of the key, that the statement is about this profile and version, and by hash every release before it. Says each check with its result.',
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/config/{client_id}/{profile_id}/verify',
  mcp: false,
  input: z.strictObject({ ...profileKey, version: version.optional() }),
  output: z
    .object({
      valid: z.boolean().describe('Whether every check passed.'),
      version: z.int().describe('The release.'),
      artifact_id: z.string().describe('SHA-256 of its canonical payload.'),
      signing_key_id: z.string().describe('The key that signed it.'),
      key_status: z
        .enum(['active', 'retired', 'revoked', 'unknown'])
        .describe('unknown: the key is not in this database.'),
      checks: z
        .array(
          z.object({
            name: z.string().describe('What was checked.'),
            ok: z.boolean().describe('Whether it holds.'),
            detail: z.string().optional().describe('What is wrong.'),
          }),
        )
        .describe('Each check by itself.'),
    })
    .meta({ id: 'Verification' }),
  errors: ['client_not_found', 'config_not_found', 'release_not_found'],
  async run({ stores }, input) {
    findClient(input.client_id);
    const release = await findRelease(stores, input);
    const { valid, key_status, checks } = await verifyRelease(stores, release, { chain: true });
    return {
      valid,
      version: release.version,
      artifact_id: release.artifact_id,
      signing_key_id: release.signing_key_id,
      key_status,
      checks: [...checks],
    };
  },
});
