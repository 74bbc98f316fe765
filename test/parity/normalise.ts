import { isJsonObject } from '@mcp-orchestration/core';
import type { Played } from './play-case.js';

/** What differs between two runs of the same thing, and what it is called instead. */
const VOLATILE: readonly [pattern: RegExp, name: string][] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>'],
  // A backup's id, made of a time.
  [/(?<![0-9a-z])[0-9a-f]{16}(?![0-9a-z])/g, '<backup_id>'],
  [/tok_[0-9a-f]{18}/g, '<token_id>'],
  [/[\w-]+\.[\w-]+\.[\w-]{86}/g, '<jws>'],
  // A key's thumbprint, and a token's secret.
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, '<random>'],
  [/\.mcp-orchestration\/(backups|secrets)\/[^\s"]+/g, '.mcp-orchestration/$1/<file>'],
];

/** Fields that say who asked, how often, or chain what was said before. */
const OF_THE_CALLER = ['principal', 'last_used_at', 'usage_count', 'hash', 'previous_hash'];

/** What came of a case, without what differs from run to run. */
export function normalise({ outcomes, files, folder }: Played): unknown {
  return { outcomes: clean(outcomes, folder), files: clean(files, folder) };
}

function clean(value: unknown, folder: string): unknown {
  if (typeof value === 'string') return cleanText(value, folder);
  if (Array.isArray(value)) return value.map((item) => clean(item, folder));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      OF_THE_CALLER.includes(key) ? `<${key}>` : clean(item, folder),
    ]),
  );
}

function cleanText(text: string, folder: string): string {
  const known = text.replaceAll(folder, '~');
  return VOLATILE.reduce((cleaned, [pattern, name]) => cleaned.replace(pattern, name), known);
}
