import { z } from 'zod';
import { diffPayloads } from '../diff/diff-payloads.js';
import { OrchestrationError } from '../errors.js';
import { defineOperation } from '../operation.js';
import type { ProfileKey } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import { type Payload, payloadSchema } from '../registry/server-entry.js';
import type { Services } from '../services.js';
import { readArtifact } from '../signing/artifact.js';
import { createArtifact } from '../signing/artifact.js';
import { findRelease } from '../signing/find-release.js';
import { artifactId, profileKey } from './fields.js';
import { diffOutput } from './diff-output.js';

export const diffConfig = defineOperation<Services>()({
  name: 'diff_config',
  summary: 'Compare two configurations, or one with the latest release.',
  description:
    'Compares a local payload, or the artifact a caller has (local_artifact_id), with the latest release of a profile; or any two payloads (config1, config2). Says what was added, removed and modified, and what to do. Secrets are masked.',
  permission: 'config:read',
  effect: 'read',
  http: 'POST /v1/config/diff',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    local_payload: payloadSchema.optional().describe('{ "mcpServers": { name: entry } } as the caller has it.'),
    local_artifact_id: artifactId.optional(),
    config1: payloadSchema.optional().describe('The first of two payloads to compare.'),
    config2: payloadSchema.optional().describe('The second: what is added is in it and not in config1.'),
  }),
  output: diffOutput,
  errors: ['client_not_found', 'config_not_found', 'artifact_not_found', 'release_unverified'],
  async run(services, input) {
    const { config1, config2 } = input;
    if (config1 !== undefined && config2 !== undefined) {
      return diffPayloads({
        local: { artifact_id: createArtifact(config1).artifact_id, payload: config1 },
        remote: { artifact_id: createArtifact(config2).artifact_id, payload: config2 },
      });
    }
    findClient(input.client_id);
    const local = await readLocal(services, input);
    const release = await findRelease(services.stores, keyOf(input));
    const payload = await readArtifact(services.stores, release.artifact_id);
    return diffPayloads({ local, remote: { artifact_id: release.artifact_id, payload } });
  },
});

interface LocalInput extends ProfileKey {
  readonly local_payload?: Payload | undefined;
  readonly local_artifact_id?: string | undefined;
}

async function readLocal({ stores }: Services, input: LocalInput) {
  if (input.local_payload !== undefined) {
    const { artifact_id } = createArtifact(input.local_payload);
    return { artifact_id, payload: input.local_payload };
  }
  if (input.local_artifact_id === undefined) {
    const message = 'Give local_payload or local_artifact_id, or both config1 and config2.';
    throw new OrchestrationError('invalid_input', {
      message,
      errors: [{ code: 'custom', field: 'local_payload', message }],
    });
  }
  const { artifact_id } = await findRelease(stores, { ...keyOf(input), artifact_id: input.local_artifact_id });
  return { artifact_id, payload: await readArtifact(stores, artifact_id) };
}

function keyOf({ client_id, profile_id }: ProfileKey): ProfileKey {
  return { client_id, profile_id };
}
