import { parseDocument } from '../documents/parse-document.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { readBackup } from './backups.js';
import { decodeConfig } from './config-text.js';
import type { TargetRecord } from './settle-record.js';

/**
 * The source of each entry that ours took the place of, from the backups. An entry whose backup is gone or damaged
 * is left out.
 */
export async function readReplacedEntries(
  services: Pick<Services, 'files' | 'settings'>,
  record: TargetRecord,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (record === undefined) return texts;
  const backups = new Map<string, ReadonlyMap<string, string>>();
  for (const { name, replaced_in: backup } of record.entries) {
    if (backup === null) continue;
    const entries = backups.get(backup) ?? (await readEntries(services, record.deployment.client_id, backup));
    backups.set(backup, entries);
    const text = entries.get(name);
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

async function readEntries(
  services: Pick<Services, 'files' | 'settings'>,
  clientId: string,
  backup: string,
): Promise<ReadonlyMap<string, string>> {
  const { format, container } = findClient(clientId);
  try {
    const bytes = await readBackup(services, backup);
    if (bytes === undefined) return new Map();
    const entries = parseDocument(decodeConfig(bytes), format).entries(container);
    return new Map(entries.map(({ name, text }) => [name, text]));
  } catch {
    return new Map();
  }
}
