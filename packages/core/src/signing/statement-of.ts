import type { Release } from '../ports/stores.js';
import { sha256Hex } from '../sha256.js';
import { splitReleaseJws } from './release-jws.js';
import { parseStatement, type ReleaseStatement } from './release-statement.js';

/** What the statement of a release and its row must say alike. */
const SHARED = ['client_id', 'profile_id', 'version', 'artifact_id', 'created_at'] as const;

/**
 * Read the statement that a row's signature carries, and compare the two. Says nothing of who signed it.
 * @returns the statement, or the fault in words for people.
 */
export function statementOf(release: Release): ReleaseStatement | string {
  const bytes = splitReleaseJws(release.signature)?.payload;
  const statement = bytes === undefined ? undefined : parseStatement(bytes);
  if (bytes === undefined || statement === undefined) return 'What was signed is no statement of a release.';
  const differing = SHARED.filter((name) => statement[name] !== release[name]);
  if (differing.length > 0) return `The statement and the record differ in ${differing.join(', ')}.`;
  if (sha256Hex(bytes) !== release.release_hash) return 'The statement does not have the hash of the record.';
  return statement;
}
