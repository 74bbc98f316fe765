import type { Release, Stores } from '../ports/stores.js';
import type { ReleaseStatement } from './release-statement.js';
import { statementOf } from './statement-of.js';

/** Releases read at a time: enough to make round trips rare, few enough to hold. */
const BATCH = 500;

/** Check one link: the release that `successor` names as its previous one. Gives its statement, or the fault. */
function checkLink(successor: ReleaseStatement, release: Release | undefined): ReleaseStatement | string {
  const version = successor.version - 1;
  if (release?.version !== version) return `Version ${version} is missing.`;
  const statement = statementOf(release);
  if (typeof statement === 'string') return `Version ${version}: ${statement}`;
  if (release.release_hash !== successor.previous)
    return `Version ${version} is not the one that version ${successor.version} was made after.`;
  return statement;
}

/**
 * Follow the hashes from a release back to version 1. Ancestors are checked by hash alone, so that revoking a key
 * does not condemn what was signed after it.
 * @returns the fault in words for people; undefined where there is none.
 */
export async function verifyChain(
  stores: Pick<Stores, 'releases'>,
  newest: ReleaseStatement,
): Promise<string | undefined> {
  let successor = newest;
  let batch: Release[] = [];
  while (successor.version > 1) {
    if (batch.length === 0) {
      batch = await stores.releases.list(successor, { limit: BATCH, before: successor.version });
    }
    const link = checkLink(successor, batch.shift());
    if (typeof link === 'string') return link;
    successor = link;
  }
  return successor.previous === null ? undefined : 'Version 1 names a release before it.';
}
