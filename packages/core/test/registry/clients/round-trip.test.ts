// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrchestrationError } from '../../../src/errors.js';
import { jsonEqual } from '../../../src/json.js';
import type { Machine } from '../../../src/ports/machine.js';
import { CLIENTS } from '../../../src/registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../../../src/registry/clients/client-definition.js';
import { decodeEntry } from '../../../src/registry/clients/decode-entry.js';
import { encodeEntry } from '../../../src/registry/clients/encode-entry.js';
import { entryIssues } from '../../../src/registry/clients/entry-issues.js';
import { ownedMembers } from '../../../src/registry/clients/owned-members.js';
import { envReference } from '../../../src/registry/env-reference.js';
import {
  isRemoteEntry,
  type RemoteEntry,
  type ServerEntry,
  type StdioEntry,
} from '../../../src/registry/server-entry.js';
import { serverEntrySchema } from '../../../src/registry/server-entry-schema.js';
import { MACHINES } from './machines.js';

const URL = 'https://mcp.acme.dev/mcp';

/** Entries of every kind: each part alone, all together, references in every part. */
const ENTRIES: readonly ServerEntry[] = [
  { command: 'node' },
  { command: 'npx', args: ['-y', '@acme/server'] },
  { command: 'npx' },
  { command: 'cmd', args: ['/c', 'dir'] },
  { command: 'C:\\Program Files\\srv\\srv.exe', args: ['C:\\a b\\', '\\\\host\\share', ''] },
  { command: 'uvx', args: ['srv'], env: { TOKEN: '${env:TOKEN}' } },
  { command: 'uvx', args: ['srv'], env: { TOKEN: '${env:OTHER}', LEVEL: 'debug', EMPTY: '' } },
  { command: 'uvx', args: ['--key=${env:A}-${env:B}'], env: {} },
  { command: '${env:BIN}/srv', args: ['x'], cwd: '/srv' },
  { command: 'srv', args: ['x'], cwd: '${env:HOME}' },
  { command: 'srv', args: ['x'], enabled: false },
  { command: 'srv', args: ['x'], enabled: true },
  {
    command: 'srv',
    args: ['$HOME', '${HOME}', '{env:HOME}', '$${env:A}B', '${{ secrets.A }}', '$5 \\ "q" é 漢 🎉'],
  },
  { command: 'npx', args: ['a&b', '100%', '"q"', 'x|y'] },
  { type: 'http', url: URL },
  { type: 'sse', url: URL },
  { type: 'http', url: 'http://10.0.0.7:3000/mcp?a=1&b=2' },
  { type: 'sse', url: 'http://127.0.0.1:3000/sse', headers: { 'X-Id': '1' } },
  { type: 'http', url: URL, headers: {} },
  { type: 'http', url: URL, headers: { Authorization: 'Bearer ${env:TOKEN}' } },
  {
    type: 'http',
    url: URL,
    headers: { Authorization: 'Bearer ${env:TOKEN}', 'X-Key': '${env:KEY}', 'X-Id': '1' },
  },
  { type: 'http', url: URL, headers: { 'X-Key': 'key ${env:KEY}', 'X-$odd': 'v' } },
  { type: 'http', url: 'https://${env:HOST}/mcp', headers: { 'X-Key': '${env:KEY}' } },
  { type: 'http', url: URL, enabled: false },
  { type: 'sse', url: URL, enabled: true, headers: { 'X-A': '1', X_A: '2' } },
];

/** An extra member that only this client gives a meaning. */
function withExtra(client: ClientDefinition, entry: ServerEntry): ServerEntry {
  return { ...entry, extra: { [client.client_id]: { timeout: 30, note: { a: [1, null] } } } };
}

/** An object without a member that is empty. */
function withoutEmpty<Entry extends ServerEntry>(entry: Entry, member: string): Entry {
  const isEmpty = ([key, value]: [string, unknown]) =>
    key === member && Object.keys(value as object).length === 0;
  return Object.fromEntries(Object.entries(entry).filter((pair) => !isEmpty(pair))) as unknown as Entry;
}

function heldRemote(client: ClientDefinition, entry: RemoteEntry): RemoteEntry {
  const { http, sse, stdio } = client.shape;
  const shape = client.shape[entry.type];
  const hasHeaders = (typeof shape === 'object' ? shape.headers : stdio.env) !== undefined;
  const held = hasHeaders ? entry : withoutEmpty(entry, 'headers');
  const isInferred = typeof http === 'object' && jsonEqual(http, sse);
  return isInferred ? { ...held, type: 'http' } : held;
}

function heldStdio(client: ClientDefinition, entry: StdioEntry): StdioEntry {
  const { stdio } = client.shape;
  const held = stdio.env === undefined ? withoutEmpty(entry, 'env') : entry;
  const tellsNoArgs = stdio.args !== undefined && !stdio.args_required;
  return tellsNoArgs ? held : withoutEmpty(held, 'args');
}

/** The entry as this client can say it: what it cannot tell apart is spelled one way. */
function asHeld(client: ClientDefinition, entry: ServerEntry): ServerEntry {
  const held = isRemoteEntry(entry) ? heldRemote(client, entry) : heldStdio(client, entry);
  const { enabled, ...rest } = held;
  const rule = client.shape.switch;
  const saysOn = rule !== undefined && !rule.required;
  return enabled === false || (enabled === true && saysOn) ? held : rest;
}

type Outcome = 'same' | 'told' | 'secret';

/** One case of the law: the entry comes back, or its issues say that it will not, or a reference is refused. */
function roundTrip(client: ClientDefinition, entry: ServerEntry, machine: Machine): Outcome {
  const request = { name: 'acme', entry, machine };
  const issues = entryIssues(client, request);
  try {
    const { members, secrets } = encodeEntry(client, request);
    expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
    expect(secrets).toEqual([]);
    const extra = Object.keys((entry.extra?.[client.client_id] as object | undefined) ?? {});
    expect([...ownedMembers(client), ...extra]).toEqual(expect.arrayContaining(Object.keys(members)));
    const decoded = decodeEntry(client, { name: 'acme', value: members, machine });
    if (issues.some((issue) => issue.code === 'REFERENCE_AMBIGUOUS')) return 'told';
    expect(decoded).toEqual({ ok: true, entry: asHeld(client, entry) });
    return 'same';
  } catch (error) {
    if (!(error instanceof OrchestrationError)) throw error;
    if (error.code === 'secret_unresolvable') return 'secret';
    expect(error.code).toBe('draft_invalid');
    expect(error.errors).toEqual(issues.filter((issue) => issue.severity === 'error'));
    return 'told';
  }
}

const CASES = CLIENTS.length * ENTRIES.length * 2 * MACHINES.length;

describe(`what is encoded is decoded (${CASES} cases)`, () => {
  for (const client of CLIENTS) {
    it(`${client.client_id} gives every entry back, or says that it cannot hold it`, () => {
      const outcomes = MACHINES.flatMap((machine) =>
        ENTRIES.flatMap((entry) => [entry, withExtra(client, entry)]).map((entry) =>
          roundTrip(client, entry, machine),
        ),
      );
      expect(outcomes).toHaveLength(MACHINES.length * ENTRIES.length * 2);
      const share = outcomes.filter((outcome) => outcome === 'same').length / outcomes.length;
      expect(share).toBeGreaterThan(0.3);
    });
  }

  it('holds for entries of any text', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
    const text = fc
      .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), name.map(envReference)), {
        maxLength: 4,
      })
      .map((parts) => parts.join('').replaceAll('\0', ''));
    const record = (key: fc.Arbitrary<string>) => fc.dictionary(key, text, { maxKeys: 3 });
    const entry = fc
      .oneof(
        fc.record(
          { command: text, args: fc.array(text, { maxLength: 3 }), env: record(name), cwd: text },
          { requiredKeys: ['command'] },
        ),
        fc.record(
          {
            type: fc.constantFrom('http' as const, 'sse' as const),
            url: name.map((path) => `https://a.dev/${path}`),
            headers: record(fc.constantFrom('Authorization', 'X-Key', 'X-Other')),
          },
          { requiredKeys: ['type', 'url'] },
        ),
      )
      .filter((candidate) => serverEntrySchema.safeParse(candidate).success);
    const machine = fc.constantFrom(...MACHINES);
    fc.assert(
      fc.property(fc.constantFrom(...CLIENTS), entry, machine, (client, candidate, host) => {
        fc.pre(!['cmd', 'cmd.exe'].includes('command' in candidate ? candidate.command.toLowerCase() : ''));
        roundTrip(client, candidate as ServerEntry, host);
      }),
      { numRuns: 2000 },
    );
  });
});
