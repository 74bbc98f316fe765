import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import { ENV_NAME_SOURCE, envReferencesIn } from '../env-reference.js';
import type { RemoteEntry } from '../server-entry.js';
import type { ClientDefinition, RemoteShape } from './client-definition.js';
import type { ReferenceSyntax } from './reference-syntax.js';
import type { ReferenceWriter } from './reference-writer.js';

type Headers = Readonly<Record<string, string>>;

/** Headers split by how the client is told their values. */
interface SplitHeaders {
  /** Headers to be written as texts. */
  readonly texts: Headers;
  /** Members that name variables. */
  readonly members: JsonObject;
}

const WHOLE_REFERENCE = new RegExp(`^\\$\\{env:(${ENV_NAME_SOURCE})\\}$`);
const BEARER = new RegExp(`^Bearer \\$\\{env:(${ENV_NAME_SOURCE})\\}$`);
const ONE_REFERENCE = new RegExp(`^([^{}]*)\\$\\{env:(${ENV_NAME_SOURCE})\\}([^{}]*)$`);

/** Codex: the bearer token by a variable's name, further headers in a table of names. */
function splitByName(syntax: ReferenceSyntax, headers: Headers): SplitHeaders {
  const texts: [string, string][] = [];
  const named: [string, string][] = [];
  let bearer: string | undefined;
  for (const [header, value] of Object.entries(headers)) {
    const token = header.toLowerCase() === 'authorization' ? BEARER.exec(value)?.[1] : undefined;
    const variable = WHOLE_REFERENCE.exec(value)?.[1];
    if (syntax.bearer_env !== undefined && token !== undefined && bearer === undefined) bearer = token;
    else if (syntax.header_env_names !== undefined && variable !== undefined) named.push([header, variable]);
    else texts.push([header, value]);
  }
  const members: Record<string, Json> = {};
  if (syntax.bearer_env !== undefined && bearer !== undefined) members[syntax.bearer_env] = bearer;
  if (syntax.header_env_names !== undefined && named.length > 0)
    members[syntax.header_env_names] = Object.fromEntries(named);
  return { texts: Object.fromEntries(texts), members };
}

/** Vibe: one header made of one variable, in place of all headers. */
function splitApiKey(syntax: ReferenceSyntax, headers: Headers): SplitHeaders | undefined {
  const [only, ...others] = Object.entries(headers);
  if (syntax.api_key === undefined || only === undefined || others.length > 0) return undefined;
  const [, before = '', variable, after = ''] = ONE_REFERENCE.exec(only[1]) ?? [];
  if (variable === undefined) return undefined;
  const { env, header, format } = syntax.api_key;
  return {
    texts: {},
    members: { [env]: variable, [header]: only[0], [format]: `${before}{token}${after}` },
  };
}

function writeHeaders(headers: Headers, writer: ReferenceWriter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([header, value]) => [
      header,
      writer.text(value, { field: 'headers', where: `headers.${header}` }),
    ]),
  );
}

/** `['requestOptions', 'headers']` and a value as nested objects. */
function nest(path: readonly string[], value: Json): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return {};
  return { [first]: rest.length === 0 ? value : nest(rest, value) };
}

/** The variables that Goose must be told of, for headers to be filled from them. */
function namedVariables(client: ClientDefinition, entry: RemoteEntry): string[] {
  if (!client.references.names_header_variables) return [];
  const extra = entry.extra?.[client.client_id];
  const known = client.references.env_names;
  const listed = isJsonObject(extra) && known !== undefined ? extra[known] : undefined;
  const others = Array.isArray(listed) ? listed.filter((name) => typeof name === 'string') : [];
  return [...new Set([...Object.values(entry.headers ?? {}).flatMap(envReferencesIn), ...others])];
}

/** The members of an entry that the client reaches by itself, without what every entry has. */
export function spellRemote(
  entry: RemoteEntry,
  context: { readonly shape: RemoteShape; readonly writer: ReferenceWriter },
): JsonObject {
  const { shape, writer } = context;
  const { client } = writer;
  const { references } = client;
  const split = splitApiKey(references, entry.headers ?? {}) ?? splitByName(references, entry.headers ?? {});
  const headers = writeHeaders(split.texts, writer);
  const isWritten = Object.keys(headers).length > 0 || Object.keys(split.members).length === 0;
  const names = namedVariables(client, entry);
  return {
    ...(shape.type && { [shape.type.member]: shape.type.value }),
    [shape.url]: writer.text(entry.url, { field: 'url', where: 'url' }),
    ...(shape.headers && entry.headers && isWritten && nest(shape.headers, headers)),
    ...split.members,
    ...(references.env_names !== undefined && names.length > 0 && { [references.env_names]: names }),
  };
}

/** Spell the references of a remote entry that goes through a bridge. */
export function translateRemote(entry: RemoteEntry, writer: ReferenceWriter): RemoteEntry {
  return {
    ...entry,
    url: writer.text(entry.url, { field: 'url', where: 'url' }),
    ...(entry.headers && { headers: writeHeaders(entry.headers, writer) }),
  };
}
