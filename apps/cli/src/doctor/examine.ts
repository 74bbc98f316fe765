import { homeFolder, OrchestrationError } from '@mcp-orchestration/core';
import { type Local, openLocal } from '../compose.js';
import { checkAudit } from './check-audit.js';
import { checkClients } from './check-clients.js';
import { checkHome } from './check-home.js';
import { checkIntents } from './check-intents.js';
import { checkKeys } from './check-keys.js';
import { checkReleases } from './check-releases.js';
import { type Finding, fault, ok } from './finding.js';

/** Look at everything. What is wrong is a finding, and stops nothing that can still be looked at. */
export async function examine(named: string | undefined): Promise<Finding[]> {
  const { findings: home, usable } = await checkHome(homeFolder(named));
  if (!usable) return [...home];
  let local: Local;
  try {
    local = await openLocal({ home: named });
  } catch (error) {
    return [...home, failed('database', error)];
  }
  try {
    return [...home, ...(await examineOpen(local))];
  } finally {
    await local.close();
  }
}

async function examineOpen(local: Local): Promise<Finding[]> {
  const { core } = local;
  const checks: readonly (readonly [name: string, check: () => Promise<Finding | Finding[]>])[] = [
    ['database', async () => ok('database', `${core.database.kind}, open, schema up to date`)],
    ['keys', () => checkKeys(core)],
    ['audit', () => checkAudit(core)],
    ['releases', () => checkReleases(local)],
    ['deployments', () => checkIntents(core)],
    ['clients', () => checkClients(local)],
  ];
  const findings: Finding[] = [];
  for (const [name, check] of checks) {
    const found = await check().catch((error: unknown) => failed(name, error));
    findings.push(...(Array.isArray(found) ? found : [found]));
  }
  return findings;
}

function failed(name: string, error: unknown): Finding {
  const known = error instanceof OrchestrationError ? error : undefined;
  return fault(
    name,
    known?.message ?? 'It could not be looked at.',
    known?.code === 'unavailable' || known?.hint === undefined
      ? 'See that the disk is not full and that this user may write the home.'
      : known.hint,
  );
}
