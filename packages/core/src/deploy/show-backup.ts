import { unifiedDiff } from '../diff/unified-diff.js';
import type { DocumentFormat } from '../documents/document.js';
import { OrchestrationError } from '../errors.js';
import { readCatalogue } from '../registry/servers/server-catalogue.js';
import type { Services } from '../services.js';
import { readBackup } from './backups.js';
import { clientOfTarget } from './client-of-target.js';
import { decodeConfig } from './config-text.js';
import { fileError } from './file-error.js';
import type { FoundBackup } from './find-backups.js';

/**
 * The bytes of a backup.
 * @throws OrchestrationError `backup_not_found` where they are gone, or are not what was kept.
 */
export async function backupBytes(
  services: Pick<Services, 'files' | 'settings'>,
  { name, backup_id }: FoundBackup,
): Promise<Buffer> {
  const bytes = await readBackup(services, name);
  if (bytes !== undefined) return bytes;
  throw new OrchestrationError('backup_not_found', {
    message: `The backup ${backup_id} is gone, or is not what was kept: its bytes do not have its hash.`,
  });
}

/**
 * What restoring a backup would change: a diff from the file as it is now, secrets masked. Null where one of the two
 * does not parse: secrets are looked for in the data, so nothing of it is shown.
 * @throws OrchestrationError `backup_not_found`, `config_unreadable`.
 */
export async function backupDiff(services: Services, backup: FoundBackup): Promise<string | null> {
  const bytes = await backupBytes(services, backup);
  const now = await readNow(services, backup.target);
  const format = await formatOf(services, backup.target);
  const { secretNames } = await readCatalogue(services.stores);
  try {
    const texts = { before: now === undefined ? '' : decodeConfig(now), after: decodeConfig(bytes) };
    return unifiedDiff(texts, { path: backup.target, format, secretNames });
  } catch (error) {
    if (error instanceof OrchestrationError && error.code === 'config_unparsable') return null;
    throw error;
  }
}

async function readNow({ files }: Services, target: string): Promise<Buffer | undefined> {
  try {
    return await files.read(target);
  } catch (error) {
    throw fileError(error, { path: target, doing: 'read' });
  }
}

const FORMATS: Readonly<Record<string, DocumentFormat>> = { toml: 'toml', yaml: 'yaml', yml: 'yaml' };

async function formatOf(services: Services, target: string): Promise<DocumentFormat> {
  const client = await clientOfTarget(services, target);
  const [, ending = ''] = /\.(\w+)$/.exec(target) ?? [];
  return client?.format ?? FORMATS[ending] ?? 'jsonc';
}
