import { type Core, OrchestrationError } from '@mcp-orchestration/core';
import { type Finding, fault, ok, warning } from './finding.js';

type Key = Awaited<ReturnType<Core['database']['stores']['keys']['list']>>[number];

/** See that the key that signs is on this host, readable, and the one that the database names. */
export async function checkKeys({
  database,
  keyFiles,
}: Pick<Core, 'database' | 'keyFiles'>): Promise<Finding[]> {
  const keys = await database.stores.keys.list();
  if (keys.length === 0)
    return [warning('keys', 'There is no signing key.', 'Run: mcp-orchestration key init')];
  const active = keys.find(({ status }) => status === 'active');
  if (active === undefined) {
    return [
      warning(
        'keys',
        'No signing key is active: nothing can be published.',
        'Run: mcp-orchestration key rotate',
      ),
    ];
  }
  return [await checkActive(keyFiles, active), ...(await missingHalves(keyFiles, keys))];
}

/** Signing is the check: it reads the file, its mode, and compares the key with its name. */
async function checkActive(keyFiles: Core['keyFiles'], { key_id }: Key): Promise<Finding> {
  try {
    await keyFiles.sign(key_id, new TextEncoder().encode('doctor'));
    return ok('keys', `The active key ${key_id} signs.`);
  } catch (error) {
    if (!(error instanceof OrchestrationError)) throw error;
    return fault(
      'keys',
      `The active key ${key_id} cannot sign: ${error.message}`,
      error.hint ?? 'Run: mcp-orchestration key rotate',
    );
  }
}

/** A retired key is no longer needed here; that its file is gone is worth knowing, no more. */
async function missingHalves(keyFiles: Core['keyFiles'], keys: readonly Key[]): Promise<Finding[]> {
  const retired = keys.filter(({ status }) => status === 'retired');
  const held = await Promise.all(retired.map(({ key_id }) => keyFiles.has(key_id)));
  const here = held.filter(Boolean).length;
  return retired.length === 0
    ? []
    : [ok('keys', `${retired.length} retired, ${here} of them on this host; what they signed verifies.`)];
}
