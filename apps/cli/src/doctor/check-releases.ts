import type { Local } from '../compose.js';
import { type Finding, fault, ok } from './finding.js';

/** Verify the newest release of every profile, and by hash every release before it. */
export async function checkReleases({ core, call }: Pick<Local, 'core' | 'call'>): Promise<Finding[]> {
  const profiles = await core.database.stores.releases.profiles();
  const findings: Finding[] = [];
  for (const { client_id, profile_id } of profiles) {
    const name = `releases ${client_id}/${profile_id}`;
    const { valid, version, checks } = await call('verify_config', { client_id, profile_id });
    if (valid) {
      findings.push(
        ok(
          name,
          `${version === 1 ? '1 release' : `${version} releases`}: signature, hash and chain are right`,
        ),
      );
      continue;
    }
    const failed = checks
      .filter((check) => !check.ok)
      .map((check) => `${check.name}: ${check.detail ?? 'failed'}`);
    findings.push(
      fault(
        name,
        `Release ${version} does not verify. ${failed.join(' ')}`,
        'Publish again from a good draft, or restore the database from a backup.',
      ),
    );
  }
  return findings.length === 0 ? [ok('releases', 'Nothing has been published yet.')] : findings;
}
