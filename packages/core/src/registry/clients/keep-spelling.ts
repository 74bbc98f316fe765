import { isJsonObject, type Json, type JsonObject, jsonEqual } from '../../json.js';
import { type ClientDefinition, isRemoteShape } from './client-definition.js';
import { decodeEntry, type NativeEntry } from './decode-entry.js';
import { judgedMembers } from './owned-members.js';

/**
 * An entry as the client's file spells it already, where that says the same to the client: another of its words for a
 * transport, another name for the address, a number for a text. Else as we spell it.
 */
export function keepSpelling(
  client: ClientDefinition,
  wanted: JsonObject,
  { value, ...place }: NativeEntry,
): JsonObject {
  if (!isJsonObject(value) || lacksMember(client, wanted, value)) return wanted;
  const members = new Set([...judgedMembers(client), ...Object.keys(wanted)]);
  const meaning = (entry: JsonObject): Meaning | undefined =>
    meaningOf(client, { ...place, value: entry }, { wanted, members });
  const meant = meaning(wanted);
  if (meant === undefined || !jsonEqual(meaning(value), meant)) return wanted;
  return Object.fromEntries(Object.entries(value).filter(([member]) => members.has(member)));
}

/** Whether an entry has not all that we would write, but for what the client supposes or has another name for. */
function lacksMember(client: ClientDefinition, wanted: JsonObject, value: JsonObject): boolean {
  const type = typeMember(client);
  const remotes = [client.shape.http, client.shape.sse].filter(isRemoteShape);
  const addresses = remotes.flatMap(({ url, url_aliases: aliases = [] }) => [url, ...aliases]);
  return Object.keys(wanted).some((member) => {
    const names = addresses.includes(member) ? addresses : [member];
    return member !== type && !names.some((name) => Object.hasOwn(value, name));
  });
}

/** What the client reads in an entry, of the members that count. */
type Meaning = JsonObject;

function meaningOf(
  client: ClientDefinition,
  native: NativeEntry & { readonly value: JsonObject },
  { wanted, members }: { readonly wanted: JsonObject; readonly members: ReadonlySet<string> },
): Meaning | undefined {
  const decoded = decodeEntry(client, native);
  if (!decoded.ok) return undefined;
  const { enabled = null, extra, ...entry } = decoded.entry;
  const type = typeMember(client);
  const own = extra?.[client.client_id];
  const counted = Object.entries(isJsonObject(own) ? own : {}).filter(
    ([member]) => members.has(member) && member !== type,
  );
  const { switch: rule } = client.shape;
  return {
    entry: entry as unknown as Json,
    // Clients and their users turn the switch as they like, unless the release says how it is to stand.
    enabled: rule !== undefined && Object.hasOwn(wanted, rule.member) ? enabled : null,
    transport: transportWord(client, native.value),
    extra: Object.fromEntries(counted),
  };
}

function typeMember({ shape }: ClientDefinition): string | undefined {
  const remotes = [shape.http, shape.sse].filter(isRemoteShape);
  return [shape.stdio, ...remotes].find(({ type }) => type !== undefined)?.type?.member;
}

/** The entry's word for its transport; where it has none, the word that the client supposes. */
function transportWord(client: ClientDefinition, members: JsonObject): Json {
  const { stdio, http } = client.shape;
  const member = typeMember(client);
  if (member === undefined) return null;
  if (Object.hasOwn(members, member)) return members[member] ?? null;
  // A client that is told the transport of remote servers alone takes the others for processes.
  if (Object.hasOwn(members, stdio.command)) return wordOf(stdio.type ?? { value: 'stdio', implied: true });
  return isRemoteShape(http) && http.type !== undefined ? wordOf(http.type) : null;
}

function wordOf({ value, implied = false }: { readonly value: string; readonly implied?: boolean }): Json {
  return implied ? value : null;
}
