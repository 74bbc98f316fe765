import { CLIENTS } from '@mcp-orchestration/core';
import { parseDocument } from '../../packages/core/src/documents/parse-document.js';
import type { CorpusFile } from './corpus-files.js';

type Client = (typeof CLIENTS)[number];

/**
 * The clients that could own a file: of its format, with the servers where the file has them; where it has none, one
 * of each place and spelling. Clients that read and write alike stand for one another.
 */
export function ownersOf({ format, bytes }: CorpusFile): Client[] {
  const candidates = distinct(CLIENTS.filter((client) => familyOf(client) === format));
  const present = candidates.filter((client) => hasServers(client, bytes.toString('utf8')));
  return present.length > 0 ? present : candidates;
}

function familyOf({ format }: Client): CorpusFile['format'] {
  return format === 'jsonc' ? 'json' : format;
}

function distinct(clients: readonly Client[]): Client[] {
  const byKind = new Map(
    clients.map((client) => [JSON.stringify([familyOf(client), client.container, client.shape]), client]),
  );
  return [...byKind.values()];
}

function hasServers({ format, container }: Client, text: string): boolean {
  try {
    return parseDocument(text, format).entries(container).length > 0;
  } catch {
    return false;
  }
}
