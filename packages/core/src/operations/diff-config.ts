import { z } from 'zod';
import { type DiffSide, diffPayloads } from '../diff/diff-payloads.js';
import { invalidField } from '../invalid-field.js';
import { defineOperation } from '../operation.js';
import type { ProfileKey, Release, Stores } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Payload } from '../registry/server-entry.js';
import { payloadSchema } from '../registry/server-entry-schema.js';
import { readCatalogue } from '../registry/servers/server-catalogue.js';
import type { Services } from '../services.js';
import { createArtifact, readArtifact } from '../signing/artifact.js';
import { findRelease } from '../signing/find-release.js';
import { requireVerified } from '../signing/verify-release.js';
import { diffOutput } from './diff-output.js';
import { artifactId, profileKey } from './fields.js';

export const diffConfig = defineOperation<Services>()({
  name: 'diff_config',
  summary: 'Compare two configurations, or one with the latest release.',
  description:
    'Compares a local payload, or the artifact a caller has (local_artifact_id), with the latest release of a profile; or any two payloads (config1, config2). Says what was added, removed and modified, and what to do; unknown where nothing has been published. Secrets are masked.',
  permission: 'config:read',
  effect: 'read',
  http: 'POST /v1/config/diff',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    local_payload: payloadSchema
      .optional()
      .describe('{ "mcpServers": { name: entry } } as the caller has it.'),
    local_artifact_id: artifactId.optional(),
    config1: payloadSchema.optional().describe('The first of two payloads to compare.'),
    config2: payloadSchema.optional().describe('The second: what is added is in it and not in config1.'),
  }),
  output: diffOutput,
  errors: ['client_not_found', 'artifact_not_found', 'release_unverified'],
  async run({ stores }, input) {
    const { config1, config2 } = input;
    const { secretNames } = await readCatalogue(stores);
    if (config1 !== undefined && config2 !== undefined) {
      return diffPayloads({ local: sideOf(config1), remote: sideOf(config2), secretNames });
    }
    findClient(input.client_id);
    const local = await readLocal(stores, input);
    const latest = await stores.releases.latest(input);
    const remote = latest && (await readVerified(stores, latest));
    return diffPayloads({ local, remote, secretNames });
  },
});

function sideOf(payload: Payload): DiffSide {
  return { artifact_id: createArtifact(payload).artifact_id, payload };
}

async function readSide(stores: Stores, artifact_id: string): Promise<DiffSide> {
  return { artifact_id, payload: await readArtifact(stores, artifact_id) };
}

/** What is recommended to be deployed is what a deploy would take. */
async function readVerified(stores: Stores, release: Release): Promise<DiffSide> {
  const { payload } = await requireVerified(stores, release);
  return { artifact_id: release.artifact_id, payload };
}

interface LocalInput extends ProfileKey {
  readonly local_payload?: Payload | undefined;
  readonly local_artifact_id?: string | undefined;
}

async function readLocal(stores: Stores, input: LocalInput): Promise<DiffSide> {
  const { client_id, profile_id, local_payload, local_artifact_id } = input;
  if (local_payload !== undefined) return sideOf(local_payload);
  if (local_artifact_id === undefined) {
    throw invalidField(
      'local_payload',
      'Give local_payload or local_artifact_id, or both config1 and config2.',
    );
  }
  const choice = { client_id, profile_id, artifact_id: local_artifact_id };
  return readSide(stores, (await findRelease(stores, choice)).artifact_id);
}
