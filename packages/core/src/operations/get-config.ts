import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import { payloadSchema } from '../registry/server-entry-schema.js';
import type { Services } from '../services.js';
import { findRelease } from '../signing/find-release.js';
import { requireVerified } from '../signing/verify-release.js';
import { artifactId, profileKey, profileKeyOutput, timestamp, version } from './fields.js';

/** What a release says of itself beside its payload. */
export const releaseMetadata = z.object({
  generator: z.string().describe('What made the release.'),
  server_count: z.int().describe('How many servers it holds.'),
  changelog: z.string().optional().describe('What changed and why.'),
  rolled_back_to: z.int().optional().describe('The older release whose payload this one names again.'),
});

export const getConfig = defineOperation<Services>()({
  name: 'get_config',
  summary: 'Get a published release with its payload and signature.',
  description:
    'Gets the latest release of a profile, or the one that version or artifact_id names: its payload (the servers), its signature as a compact JWS, and what it says of itself. The hash and the signature are checked before it is given out.',
  permission: 'config:read',
  effect: 'read',
  repeatable: true,
  http: 'GET /v1/config/{client_id}/{profile_id}',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    version: version.optional(),
    artifact_id: artifactId.optional(),
  }),
  output: z
    .object({
      artifact_id: z.string().describe('SHA-256 of the canonical payload.'),
      ...profileKeyOutput,
      version: z.int().describe('The release.'),
      created_at: timestamp,
      payload: payloadSchema.describe('The servers, by name.'),
      signature: z.string().describe('A compact JWS (EdDSA) over the canonical release statement.'),
      signing_key_id: z.string().describe('RFC 7638 thumbprint; the key is in /.well-known/jwks.json.'),
      metadata: releaseMetadata.describe('What the release says of itself.'),
    })
    .meta({ id: 'Release' }),
  errors: [
    'client_not_found',
    'config_not_found',
    'release_not_found',
    'artifact_not_found',
    'release_unverified',
  ],
  async run({ stores }, input) {
    findClient(input.client_id);
    const release = await findRelease(stores, input);
    const { statement, payload } = await requireVerified(stores, release);
    return {
      artifact_id: release.artifact_id,
      client_id: release.client_id,
      profile_id: release.profile_id,
      version: release.version,
      created_at: release.created_at,
      payload,
      signature: release.signature,
      signing_key_id: release.signing_key_id,
      metadata: {
        ...statement.metadata,
        ...(statement.changelog === null ? {} : { changelog: statement.changelog }),
      },
    };
  },
});
