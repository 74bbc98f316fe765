import type { Payload, ServerEntry } from '@mcp-orchestration/core';
import { type Block, type Cell, table, toned } from '../printing/view.js';

/** The servers of a draft or release. Values of variables and headers are not shown: they may be secrets. */
export function payloadTable({ mcpServers }: Payload): Block {
  const rows = Object.entries(mcpServers).map(([name, entry]) => entryRow(name, entry));
  return table(['NAME', 'TYPE', 'STARTS OR REACHES', 'VARIABLES AND HEADERS'], rows);
}

function entryRow(name: string, entry: ServerEntry): Cell[] {
  const shown = entry.enabled === false ? toned(`${name} (off)`, 'dim') : toned(name, 'strong');
  if ('url' in entry)
    return [shown, entry.type, withoutQuery(entry.url), Object.keys(entry.headers ?? {}).join(' ')];
  return [shown, 'stdio', startedBy(entry), Object.keys(entry.env ?? {}).join(' ')];
}

/** The program and its first arguments, up to the package: what comes after may be long, or a secret. */
function startedBy({
  command,
  args = [],
}: {
  readonly command: string;
  readonly args?: readonly string[];
}): string {
  const first = args.findIndex((argument) => !argument.startsWith('-'));
  const shown = args.slice(0, first + 1);
  return [command, ...shown, ...(shown.length < args.length ? ['…'] : [])].join(' ');
}

/** An address may carry a key behind the question mark, or a password before the host. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '?…').replace(/^(https?:\/\/)[^/@]*@/i, '$1…@');
}
