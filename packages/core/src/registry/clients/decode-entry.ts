import { isJsonObject, type Json, jsonEqual } from '../../json.js';
import type { Machine } from '../../ports/machine.js';
import { isRemoteEntry, type ServerEntry } from '../server-entry.js';
import { serverEntrySchema } from '../server-entry-schema.js';
import type { ClientDefinition } from './client-definition.js';
import { readRemote } from './decode-remote.js';
import { readStdio } from './decode-stdio.js';
import { detectTransport, type NativeTransport, saidTransport } from './detect-transport.js';
import { NativeReader, UnreadableEntry } from './native-reader.js';
import { fromBridge } from './remote-bridge.js';

/** An entry as it was found in a client's file. */
export interface NativeEntry {
  readonly name: string;
  readonly value: Json;
  readonly machine: Machine;
}

/** The canonical entry, or why there is none: one sentence about the entry, without its values. */
export type DecodedEntry =
  | { readonly ok: true; readonly entry: ServerEntry }
  | { readonly ok: false; readonly reason: string };

/** Take the member that says the transport, if encoding writes it anyway. */
function takeType(reader: NativeReader, transport: NativeTransport): void {
  const { stdio, http, sse } = reader.client.shape;
  const said = saidTransport(reader);
  const isMeant = said === transport.kind || (said === 'http' && jsonEqual(http, sse));
  const { type } = transport.kind === 'stdio' ? stdio : transport.shape;
  if (isMeant) reader.take(type?.member);
}

function takeFixed(reader: NativeReader, transport: NativeTransport): void {
  const { fixed = {} } = transport.kind === 'stdio' ? reader.client.shape.stdio : transport.shape;
  for (const [member, value] of Object.entries(fixed)) reader.drop(member, value);
}

function readSwitch(reader: NativeReader): { enabled?: boolean } {
  const rule = reader.client.shape.switch;
  const value = reader.peek(rule?.member);
  if (rule === undefined || typeof value !== 'boolean') return {};
  reader.take(rule.member);
  const enabled = value === rule.on;
  return rule.required && enabled ? {} : { enabled };
}

function readEntry(reader: NativeReader, { name, machine }: NativeEntry): ServerEntry {
  const { client } = reader;
  const transport = detectTransport(reader);
  if (client.shape.name !== undefined) reader.drop(client.shape.name, name);
  takeType(reader, transport);
  takeFixed(reader, transport);
  const { enabled } = readSwitch(reader);
  const read = transport.kind === 'stdio' ? readStdio(reader, machine) : readRemote(reader, transport);
  const bridges = client.shape.http === 'bridge' || client.shape.sse === 'bridge';
  const remote = bridges && !isRemoteEntry(read) ? fromBridge(read) : undefined;
  const rest = reader.rest();
  return {
    ...(remote ?? read),
    ...(enabled !== undefined && { enabled }),
    ...(Object.keys(rest).length > 0 && { extra: { [client.client_id]: rest } }),
  };
}

function checked(entry: ServerEntry): DecodedEntry {
  const result = serverEntrySchema.safeParse(entry);
  if (result.success) return { ok: true, entry };
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
  return { ok: false, reason: `${issue?.message ?? 'It is not valid.'}${where}` };
}

/**
 * A native entry of a client's file as a canonical one: its references spelled `${env:NAME}`, members that only
 * this client knows under `extra`. Reads what people really write: an empty command or url, another client's word
 * for a transport, numbers for variables.
 */
export function decodeEntry(client: ClientDefinition, native: NativeEntry): DecodedEntry {
  if (!isJsonObject(native.value)) return { ok: false, reason: 'It is not an object.' };
  try {
    return checked(readEntry(new NativeReader(client, native.value), native));
  } catch (error) {
    if (error instanceof UnreadableEntry) return { ok: false, reason: error.message };
    throw error;
  }
}
