import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import { envReference, envReferencesIn, isEnvName } from '../env-reference.js';
import type { RemoteEntry } from '../server-entry.js';
import type { RemoteShape } from './client-definition.js';
import type { NativeTransport } from './detect-transport.js';
import type { NativeReader } from './native-reader.js';

type Headers = Record<string, string>;

/** Take the value at a path; what stands beside it stays. */
function takeNested(reader: NativeReader, path: readonly string[]): Json | undefined {
  const [first, second] = path;
  const value = reader.peek(first);
  if (first === undefined || second === undefined || !isJsonObject(value)) return reader.take(first);
  const { [second]: found, ...others } = value;
  reader.take(first);
  if (Object.keys(others).length > 0) reader.keep(first, others);
  return found;
}

function readTexts(reader: NativeReader, shape: RemoteShape): Headers | undefined {
  const value = shape.headers === undefined ? undefined : takeNested(reader, shape.headers);
  return value === undefined || value === null ? undefined : reader.record(value, 'headers');
}

/** A variable's name in a member; anything else stays with the client. */
function takeName(reader: NativeReader, member: string | undefined): string | undefined {
  const value = reader.peek(member);
  if (typeof value !== 'string' || !isEnvName(value)) return undefined;
  reader.take(member);
  return value;
}

/** Codex: the bearer token and further headers by variables' names. */
function readNamed(reader: NativeReader): Headers {
  const { bearer_env: bearerMember, header_env_names: namesMember } = reader.client.references;
  const bearer = takeName(reader, bearerMember);
  const table = reader.peek(namesMember);
  const named = isJsonObject(table) ? Object.entries(table) : [];
  const areNames = named.every(([, name]) => typeof name === 'string' && isEnvName(name));
  if (areNames && named.length > 0) reader.take(namesMember);
  return {
    ...(bearer !== undefined && { Authorization: `Bearer ${envReference(bearer)}` }),
    ...Object.fromEntries(
      areNames ? named.map(([header, name]) => [header, envReference(String(name))]) : [],
    ),
  };
}

/** Vibe: one header made of one variable, with the defaults that Vibe has for its name and form. */
function readApiKey(reader: NativeReader): Headers {
  const members = reader.client.references.api_key;
  const variable = takeName(reader, members?.env);
  if (members === undefined || variable === undefined) return {};
  const header = reader.take(members.header) ?? 'Authorization';
  const format = reader.take(members.format) ?? 'Bearer {token}';
  return { [String(header)]: String(format).split('{token}').join(envReference(variable)) };
}

/** Drop the variables that encoding lists anyway, because headers refer to them. */
function dropListed(reader: NativeReader, headers: Headers): void {
  const { env_names: member, names_header_variables: areListed } = reader.client.references;
  const listed = reader.peek(member);
  if (!areListed || member === undefined || !Array.isArray(listed) || listed.length === 0) return;
  const known = new Set<Json>(Object.values(headers).flatMap(envReferencesIn));
  const others = listed.filter((name) => !known.has(name));
  reader.take(member);
  if (others.length > 0) reader.keep(member, others);
}

/** The canonical entry of a server that the client reaches by itself; takes what it reads. */
export function readRemote(
  reader: NativeReader,
  transport: Exclude<NativeTransport, { kind: 'stdio' }>,
): RemoteEntry {
  const url = reader.text(reader.take(transport.url), 'url');
  const texts = readTexts(reader, transport.shape);
  const named: JsonObject = { ...readNamed(reader), ...readApiKey(reader) };
  const headers = { ...texts, ...named } as Headers;
  const isPresent = texts !== undefined || Object.keys(named).length > 0;
  dropListed(reader, headers);
  return { type: transport.kind, url, ...(isPresent && { headers }) };
}
