import type { AuditFacts } from '../ports/stores.js';
import type { Services } from '../services.js';
import { type BuiltRelease, buildRelease, type ReleaseRequest } from './build-release.js';

/** What the audit log keeps of a release: never the payload. */
export function releaseFacts({ status, release, statement }: BuiltRelease): AuditFacts {
  const { version, artifact_id, client_id, profile_id } = release;
  const { server_count, rolled_back_to } = statement.metadata;
  return {
    client_id,
    profile_id,
    detail: {
      status,
      version,
      artifact_id,
      server_count,
      ...(rolled_back_to === undefined ? {} : { rolled_back_to }),
    },
  };
}

/**
 * {@link buildRelease} as one unit of work, recorded in the audit log.
 * @throws OrchestrationError as buildRelease does.
 */
export async function publishRelease(
  { change, keyFiles, clock }: Pick<Services, 'change' | 'keyFiles' | 'clock'>,
  request: ReleaseRequest,
): Promise<BuiltRelease> {
  return change((stores) => buildRelease({ stores, keyFiles, clock }, request), releaseFacts);
}
