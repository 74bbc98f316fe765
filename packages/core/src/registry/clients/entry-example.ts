import { parseDocument } from '../../documents/parse-document.js';
import { OrchestrationError } from '../../errors.js';
import type { Machine } from '../../ports/machine.js';
import { envReference } from '../env-reference.js';
import type { ServerEntry } from '../server-entry.js';
import type { ClientDefinition } from './client-definition.js';
import { encodeEntry } from './encode-entry.js';

const COMMAND = { command: 'npx', args: ['-y', 'example-server@1.0.0'] } as const;

/** The same server with less and less, for clients that cannot hold all of it. */
const EXAMPLES: Readonly<Record<'stdio' | 'http' | 'sse', readonly ServerEntry[]>> = {
  stdio: [
    { ...COMMAND, env: { API_KEY: envReference('API_KEY') } },
    { ...COMMAND, env: { LOG_LEVEL: 'info' } },
    COMMAND,
  ],
  http: remotes('http', 'https://mcp.example.com/mcp'),
  sse: remotes('sse', 'https://mcp.example.com/sse'),
};

function remotes(type: 'http' | 'sse', url: string): ServerEntry[] {
  const authorization = `Bearer ${envReference('API_TOKEN')}`;
  return [
    { type, url, headers: { Authorization: authorization } },
    { type, url, headers: { 'X-Region': 'eu' } },
    { type, url },
  ];
}

/**
 * A whole file of the client with one server in it, as a deploy would write it on the machine; null where the client
 * cannot hold a server of this transport.
 */
export function entryExample(
  client: ClientDefinition,
  { transport, machine }: { transport: keyof typeof EXAMPLES; machine: Machine },
): string | null {
  for (const entry of EXAMPLES[transport]) {
    const text = tryToWrite(client, { entry, machine });
    if (text !== undefined) return text;
  }
  return null;
}

function tryToWrite(
  client: ClientDefinition,
  { entry, machine }: { entry: ServerEntry; machine: Machine },
): string | undefined {
  const name = 'example';
  try {
    const { members } = encodeEntry(client, { name, entry, machine });
    const document = parseDocument(client.new_file ?? '', client.format);
    return document.edit(client.container, [{ op: 'set', name, members }]);
  } catch (error) {
    if (error instanceof OrchestrationError) return undefined;
    throw error;
  }
}
