import { OrchestrationError } from '../errors.js';
import { isJsonObject } from '../json.js';
import type { Stores } from '../ports/stores.js';
import type { Payload } from '../registry/server-entry.js';
import { sha256Hex } from '../sha256.js';
import { canonicalJson } from './canonical-json.js';

/** An immutable payload: its canonical text, and the SHA-256 (hex) of that, which is its name. */
export interface Artifact {
  readonly artifact_id: string;
  readonly canonical: string;
}

/** Make the artifact of a payload. Equal payloads make the same artifact, whatever the order of their members. */
export function createArtifact(payload: Payload): Artifact {
  const canonical = canonicalJson(payload);
  return { artifact_id: sha256Hex(canonical), canonical };
}

function damaged(artifactId: string, fault: string): OrchestrationError {
  return new OrchestrationError('release_unverified', {
    message: `The artifact ${artifactId} ${fault}.`,
    errors: [{ code: 'artifact', message: `The artifact ${fault}.`, severity: 'error' }],
  });
}

/** Whether hashed data is a payload. What its entries may hold was decided when it was published. */
function isPayload(data: unknown): data is Payload {
  return isJsonObject(data) && isJsonObject(data.mcpServers);
}

/**
 * Read an artifact's payload, recomputing its hash.
 * @throws OrchestrationError `release_unverified` where it is missing, or is not what its name says.
 */
export async function readArtifact(stores: Pick<Stores, 'artifacts'>, artifactId: string): Promise<Payload> {
  const canonical = await stores.artifacts.get(artifactId);
  if (canonical === undefined) throw damaged(artifactId, 'is missing');
  if (sha256Hex(canonical) !== artifactId)
    throw damaged(artifactId, 'does not have the hash that it is named by');
  const data: unknown = JSON.parse(canonical);
  if (!isPayload(data)) throw damaged(artifactId, 'holds no servers');
  return data;
}
