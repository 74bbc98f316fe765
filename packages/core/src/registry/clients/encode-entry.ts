import { OrchestrationError } from '../../errors.js';
import { isJsonObject, type Json, type JsonObject, setOwn } from '../../json.js';
import type { Machine } from '../../ports/machine.js';
import { isRemoteEntry, type ServerEntry } from '../server-entry.js';
import type { ClientDefinition, EntrySwitch } from './client-definition.js';
import { spellRemote, translateRemote } from './encode-remote.js';
import { spellStdio, translateStdio } from './encode-stdio.js';
import { entryIssues } from './entry-issues.js';
import { createReferenceWriter, type ReferenceWriter, type ResolveSecret } from './reference-writer.js';
import { toBridge } from './remote-bridge.js';
import { wrapShim } from './windows-shim.js';

/** What is to be written, and where. */
export interface EncodeRequest {
  readonly name: string;
  readonly entry: ServerEntry;
  readonly machine: Machine;
  /** Given only where the caller allows values in the file: then references that the client cannot hold are replaced. */
  readonly resolve?: ResolveSecret | undefined;
}

/** An entry as a client's file holds it. */
export interface EncodedEntry {
  readonly members: JsonObject;
  /** The values that stand in `members` in place of references: to be masked wherever it is shown. */
  readonly secrets: readonly string[];
}

function refuseIssues(client: ClientDefinition, request: EncodeRequest): void {
  const errors = entryIssues(client, request).filter((issue) => issue.severity !== 'warning');
  if (errors.length === 0) return;
  const message = `Server "${request.name}": ${errors.map((error) => error.message).join(' ')}`;
  throw new OrchestrationError('draft_invalid', { message, errors });
}

function spellTransport({ entry, machine }: EncodeRequest, writer: ReferenceWriter): JsonObject {
  const { client } = writer;
  if (!isRemoteEntry(entry)) {
    const { entry: plain, names } = translateStdio(entry, writer);
    return spellStdio(client, { entry: wrapShim(plain, machine), names });
  }
  const shape = client.shape[entry.type];
  if (typeof shape === 'object') return spellRemote(entry, { shape, writer });
  const bridge = toBridge(translateRemote(entry, writer));
  return spellStdio(client, { entry: wrapShim(bridge, machine), names: [] });
}

function spellSwitch(rule: EntrySwitch | undefined, enabled: boolean | undefined): JsonObject {
  if (rule === undefined || (enabled === undefined && !rule.required)) return {};
  return { [rule.member]: enabled === false ? !rule.on : rule.on };
}

/** What every entry of this transport holds, and what this client alone knew of the entry: a member of `extra` wins. */
function furtherMembers(client: ClientDefinition, entry: ServerEntry): JsonObject {
  const shape = isRemoteEntry(entry) ? client.shape[entry.type] : client.shape.stdio;
  const fixed = typeof shape === 'object' ? shape.fixed : client.shape.stdio.fixed;
  const extra = entry.extra?.[client.client_id];
  return { ...fixed, ...(isJsonObject(extra) ? extra : {}) };
}

/** Add members that are not there yet; objects that are on both sides are merged. */
function addMembers(members: JsonObject, further: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...members };
  for (const [key, value] of Object.entries(further)) {
    const present = Object.hasOwn(merged, key) ? merged[key] : undefined;
    if (present === undefined) setOwn(merged, key, value);
    else if (isJsonObject(present) && isJsonObject(value)) setOwn(merged, key, addMembers(present, value));
  }
  return merged;
}

/**
 * An entry as a client's file holds it on a machine, members in the order that the client documents.
 * @throws OrchestrationError `draft_invalid` where the client cannot hold the entry (see `entryIssues`);
 * `secret_unresolvable` where it holds a reference that the client cannot look up and `resolve` is not given;
 * `secret_missing` where `resolve` does not know a variable.
 */
export function encodeEntry(client: ClientDefinition, request: EncodeRequest): EncodedEntry {
  refuseIssues(client, request);
  const { name, entry, resolve } = request;
  const writer = createReferenceWriter(client, { server: name, resolve });
  const { name: nameMember } = client.shape;
  const further = furtherMembers(client, entry);
  const known =
    nameMember === undefined || client.container.kind === 'array' ? undefined : further[nameMember];
  const members = {
    ...(nameMember !== undefined && { [nameMember]: known ?? name }),
    ...spellTransport(request, writer),
    ...spellSwitch(client.shape.switch, entry.enabled),
  };
  return { members: addMembers(members, further), secrets: writer.finish() };
}
