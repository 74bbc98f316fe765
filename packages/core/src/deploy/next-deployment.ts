import type { Deployment } from '../ports/stores.js';
import { sha256Hex } from '../sha256.js';
import type { Base } from './replace-file.js';

/** What a deployment changes of what is recorded. */
export interface DeploymentStep {
  /** What is recorded now. */
  readonly before: Deployment | undefined;
  readonly base: Base;
  /** The bytes afterwards. */
  readonly bytes: Uint8Array | undefined;
  /** The release, where and when. */
  readonly facts: Pick<
    Deployment,
    'host_id' | 'target' | 'client_id' | 'profile_id' | 'version' | 'artifact_id' | 'deployed_at'
  >;
}

/**
 * What is recorded of a file after a deployment. The first bytes are those before our first write; they may be given
 * back as long as each of our writes found the file as the one before had left it.
 */
export function nextDeployment({ before, base, bytes, facts }: DeploymentStep): Deployment {
  const found = base.bytes === undefined ? null : sha256Hex(base.bytes);
  const file_hash = sha256Hex(bytes ?? '');
  if (before === undefined || !hasWritten(before)) {
    const first_backup = found === file_hash ? null : base.backup;
    return { ...facts, file_hash, first_backup, first_hash: found, pristine: true };
  }
  return {
    ...facts,
    file_hash,
    first_backup: before.first_backup,
    first_hash: before.first_hash,
    pristine: before.pristine && before.file_hash === found,
  };
}

/** Whether a deployment has written to the file, or only found it to be as wanted. */
export function hasWritten({ first_backup, first_hash }: Deployment): boolean {
  return first_backup !== null || first_hash === null;
}
