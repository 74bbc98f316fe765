import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/documents/parse-document.js';
import { OrchestrationError } from '../../../src/errors.js';
import { CLIENTS, findClient } from '../../../src/registry/clients/bundled-clients.js';
import { decodeEntry } from '../../../src/registry/clients/decode-entry.js';
import { encodeEntry } from '../../../src/registry/clients/encode-entry.js';
import { BRIDGE_PACKAGE } from '../../../src/registry/clients/remote-bridge.js';
import type { ServerEntry } from '../../../src/registry/server-entry.js';
import {
  HTTP_FILES,
  HTTP_REFUSALS,
  type NativeFile,
  SSE_FILES,
  SSE_REFUSALS,
  STDIO_FILES,
  STDIO_REFUSALS,
} from './expected-files.js';
import { LINUX } from './machines.js';

const STDIO: ServerEntry = { command: 'uvx', args: ['acme-server', '--fast'], env: { LEVEL: 'debug' } };
const HTTP: ServerEntry = {
  type: 'http',
  url: 'https://mcp.acme.dev/mcp',
  headers: { 'X-Tenant': 'acme' },
};
const SSE: ServerEntry = { type: 'sse', url: 'https://mcp.acme.dev/sse' };

/** The first file that a deploy would write for a client. */
function fileOf(id: string, entry: ServerEntry): string {
  const client = findClient(id);
  const { members } = encodeEntry(client, { name: 'acme', entry, machine: LINUX });
  return parseDocument(client.new_file ?? '', client.format).edit(client.container, [
    { op: 'set', name: 'acme', members },
  ]);
}

/** What an import would read of a client's file. */
function entriesIn(id: string, text: string) {
  const client = findClient(id);
  return parseDocument(text, client.format)
    .entries(client.container)
    .map(({ name, value }) => ({ name, ...decodeEntry(client, { name, value, machine: LINUX }) }));
}

function reasonsOf(id: string, entry: ServerEntry): string[] {
  try {
    fileOf(id, entry);
  } catch (error) {
    if (error instanceof OrchestrationError) return (error.errors ?? []).map(({ message }) => message);
  }
  throw new Error('It did not fail as it should.');
}

/** The version of the bridge is left out of what is expected, so that its pin may move. */
const filesByClient = (files: readonly NativeFile[]) =>
  files.flatMap(({ clients, text }) =>
    clients.split(' ').map((id) => [id, text.replaceAll('mcp-remote@VERSION', BRIDGE_PACKAGE)] as const),
  );

/** Clients that cannot tell SSE from streamable HTTP read it as that. */
const readAlike = (entry: ServerEntry) => ('url' in entry ? { ...entry, type: expect.any(String) } : entry);

describe.each([
  { what: 'a server that is started', entry: STDIO, files: STDIO_FILES, refusals: STDIO_REFUSALS },
  { what: 'a server over HTTP', entry: HTTP, files: HTTP_FILES, refusals: HTTP_REFUSALS },
  { what: 'a server over SSE', entry: SSE, files: SSE_FILES, refusals: SSE_REFUSALS },
])('the file with $what', ({ entry, files, refusals }) => {
  const expected = filesByClient(files);

  it('is told for every client once', () => {
    const ids = [...expected.map(([id]) => id), ...Object.keys(refusals)];
    expect(ids.toSorted()).toEqual(CLIENTS.map(({ client_id }) => client_id).toSorted());
  });

  it.each(expected)('of %s is written to the byte, and read as what it was', (id, text) => {
    expect(fileOf(id, entry)).toBe(text);
    expect(entriesIn(id, text)).toEqual([{ name: 'acme', ok: true, entry: readAlike(entry) }]);
  });

  it('is refused where the client cannot hold it, with the reason', () => {
    for (const [id, reasons] of Object.entries(refusals)) expect(reasonsOf(id, entry)).toEqual(reasons);
  });
});
