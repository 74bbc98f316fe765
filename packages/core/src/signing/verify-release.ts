import { type ErrorDetail, OrchestrationError } from '../errors.js';
import type { Release, SigningKey, Stores } from '../ports/stores.js';
import type { Payload } from '../registry/server-entry.js';
import { readArtifact } from './artifact.js';
import type { ReleaseStatement } from './release-statement.js';
import { statementOf } from './statement-of.js';
import { verifyChain } from './verify-chain.js';
import { verifySignature } from './verify-signature.js';

/** What verification reads. */
export type VerificationStores = Pick<Stores, 'keys' | 'artifacts' | 'releases'>;

/** What is checked of a release, each by itself, so that a report says all that is wrong. */
export type CheckName = 'format' | 'header' | 'key' | 'signature' | 'statement' | 'artifact' | 'chain';

/** One thing that was checked. */
export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  /** What was wrong, in words for people. */
  readonly detail?: string;
}

/** A release that verifies, with what it says and holds. */
export interface VerifiedRelease {
  readonly statement: ReleaseStatement;
  readonly payload: Payload;
}

interface Report {
  readonly key_status: SigningKey['status'] | 'unknown';
  readonly checks: readonly Check[];
}

/** What came of checking a release. Statement and payload are given only where all of it is right. */
export type Verification =
  | (Report & VerifiedRelease & { readonly valid: true })
  | (Report & { readonly valid: false });

/** How much is checked. */
export interface VerificationOptions {
  /** Follow the hashes back to version 1, which reads every release of the profile: before a deploy, and to report. */
  readonly chain: boolean;
}

function toCheck(name: CheckName, fault: string | undefined): Check {
  return fault === undefined ? { name, ok: true } : { name, ok: false, detail: fault };
}

async function readPayload(stores: VerificationStores, release: Release): Promise<Payload | string> {
  try {
    return await readArtifact(stores, release.artifact_id);
  } catch (error) {
    if (error instanceof OrchestrationError && error.code === 'release_unverified') return error.message;
    throw error;
  }
}

function countFault(statement: ReleaseStatement | string, payload: Payload | string): string | undefined {
  if (typeof statement === 'string') return statement;
  if (typeof payload === 'string') return undefined;
  const count = Object.keys(payload.mcpServers).length;
  return count === statement.metadata.server_count
    ? undefined
    : 'The statement counts the servers otherwise.';
}

async function chainFault(
  stores: VerificationStores,
  statement: ReleaseStatement | string,
): Promise<string | undefined> {
  return typeof statement === 'string'
    ? 'Nothing says which release came before.'
    : verifyChain(stores, statement);
}

/**
 * Check a release: its signature by the key that the row names, its statement against the row, its artifact against
 * its hash, and, where asked, its ancestors by their hashes. A retired key's releases are valid, a revoked one's not.
 */
export async function verifyRelease(
  stores: VerificationStores,
  release: Release,
  options: VerificationOptions = { chain: false },
): Promise<Verification> {
  const { key_status, faults } = await verifySignature(stores, release);
  const statement = statementOf(release);
  const payload = await readPayload(stores, release);
  const checks = [
    toCheck('format', faults.format),
    toCheck('header', faults.header),
    toCheck('key', faults.key),
    toCheck('signature', faults.signature),
    toCheck('statement', countFault(statement, payload)),
    toCheck('artifact', typeof payload === 'string' ? payload : undefined),
    ...(options.chain ? [toCheck('chain', await chainFault(stores, statement))] : []),
  ];
  const valid =
    checks.every((check) => check.ok) && typeof statement !== 'string' && typeof payload !== 'string';
  return valid ? { valid, key_status, checks, statement, payload } : { valid: false, key_status, checks };
}

function toDetail(check: Check): ErrorDetail {
  return { code: check.name, message: check.detail ?? '', severity: 'error' };
}

/**
 * Check a release and give what it says and holds.
 * @throws OrchestrationError `release_unverified`, with every check that failed.
 */
export async function requireVerified(
  stores: VerificationStores,
  release: Release,
  options: VerificationOptions = { chain: false },
): Promise<VerifiedRelease> {
  const verification = await verifyRelease(stores, release, options);
  if (verification.valid) return verification;
  const failed = verification.checks.filter((check) => !check.ok);
  throw new OrchestrationError('release_unverified', {
    message: `Version ${release.version} of ${release.client_id}/${release.profile_id} does not verify: ${failed.map((check) => check.name).join(', ')}.`,
    errors: failed.map(toDetail),
  });
}
