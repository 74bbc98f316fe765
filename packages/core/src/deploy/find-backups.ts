import { basename, join } from 'node:path';
import { OrchestrationError } from '../errors.js';
import type { Services } from '../services.js';
import { sha256Hex } from '../sha256.js';
import { backupFolder, TARGET_NOTE } from './backups.js';

/** A file as it was before one of our writes. */
export interface FoundBackup {
  /** 16 hexadecimal digits, made of the path within the backups. */
  readonly backup_id: string;
  /** The file that it is a backup of, every link followed. */
  readonly target: string;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  /** In bytes. */
  readonly size: number;
  /** The path within the backups: what is recorded, and what `backup_id` is made of. */
  readonly name: string;
  readonly path: string;
}

type Parts = Pick<Services, 'files' | 'settings'>;

/** Every backup of this home, or of one file; newest first. */
export async function findBackups(parts: Parts, target?: string): Promise<FoundBackup[]> {
  const { files, settings } = parts;
  const root = join(settings.home, 'backups');
  const folders =
    target === undefined
      ? (await files.list(root)).map((name) => join(root, name))
      : [backupFolder(settings.home, target)];
  const found: FoundBackup[] = [];
  for (const folder of folders) found.push(...(await backupsIn(parts, folder)));
  return found.sort((a, b) => compareText(b.created_at, a.created_at) || compareText(a.path, b.path));
}

/**
 * The backup of an id.
 * @throws OrchestrationError `backup_not_found`.
 */
export async function findBackup(parts: Parts, id: string): Promise<FoundBackup> {
  const found = (await findBackups(parts)).find(({ backup_id }) => backup_id === id);
  if (found === undefined) throw new OrchestrationError('backup_not_found');
  return found;
}

async function backupsIn({ files, settings }: Parts, folder: string): Promise<FoundBackup[]> {
  // A folder without the note is none of ours, or its first backup is being written.
  const note = await files.read(join(folder, TARGET_NOTE)).catch(() => undefined);
  const target = note?.toString('utf8') ?? '';
  if (folder !== backupFolder(settings.home, target)) return [];
  const found: FoundBackup[] = [];
  for (const file of await files.list(folder)) {
    const created_at = timeOf(file);
    const path = join(folder, file);
    const facts = created_at === undefined ? undefined : await files.facts(path);
    if (created_at === undefined || facts?.kind !== 'file') continue;
    const name = `${basename(folder)}/${file}`;
    const backup_id = sha256Hex(name).slice(0, 16);
    found.push({ backup_id, target, created_at, size: facts.size, name, path });
  }
  return found;
}

/** `2026-01-02T03-04-05-678Z-<hash>.bak`, as `backupName` names it. */
function timeOf(name: string): string | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-[0-9a-f]{64}\.bak$/.exec(name);
  if (parts === null) return undefined;
  const [, day, hours, minutes, seconds, milliseconds] = parts;
  return `${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`;
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
