import type { Json } from '../../json.js';
import { isRemoteShape, type RemoteShape } from './client-definition.js';
import { type NativeReader, UnreadableEntry } from './native-reader.js';

/** The transport of a native entry, with the shape that its client gives it. */
export type NativeTransport =
  | { readonly kind: 'stdio' }
  | { readonly kind: 'http' | 'sse'; readonly shape: RemoteShape; readonly url: string };

/** Every word that a client uses for a transport. People carry entries from client to client, words and all. */
const WORDS: Readonly<Record<string, 'stdio' | 'http' | 'sse'>> = {
  stdio: 'stdio',
  local: 'stdio',
  http: 'http',
  remote: 'http',
  'streamable-http': 'http',
  streamable_http: 'http',
  streamableHttp: 'http',
  sse: 'sse',
};

function wordOf(value: Json | undefined): 'stdio' | 'http' | 'sse' | undefined {
  return typeof value === 'string' && Object.hasOwn(WORDS, value) ? WORDS[value] : undefined;
}

/** What the entry says of its transport, in whichever member. */
export function saidTransport(reader: NativeReader): 'stdio' | 'http' | 'sse' | undefined {
  return wordOf(reader.peek('type')) ?? wordOf(reader.peek('transport'));
}

function isFilled(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value !== '';
}

function urlMember(shape: RemoteShape, reader: NativeReader): string | undefined {
  return [shape.url, ...(shape.url_aliases ?? [])].find((member) => isFilled(reader.peek(member)));
}

/** The remote shape whose url the entry holds. Where both transports share the member, what the entry says decides. */
function remoteTransport(reader: NativeReader): NativeTransport | undefined {
  const { http, sse } = reader.client.shape;
  const found = (['http', 'sse'] as const).flatMap((kind) => {
    const shape = kind === 'http' ? http : sse;
    const url = isRemoteShape(shape) ? urlMember(shape, reader) : undefined;
    return isRemoteShape(shape) && url !== undefined ? [{ kind, shape, url }] : [];
  });
  const said = saidTransport(reader);
  return found.find(({ kind }) => kind === said) ?? found[0];
}

/**
 * How the server of a native entry is reached. An empty command or url counts as absent.
 * @throws UnreadableEntry where that cannot be told.
 */
export function detectTransport(reader: NativeReader): NativeTransport {
  const hasCommand = isFilled(reader.peek(reader.client.shape.stdio.command));
  const remote = remoteTransport(reader);
  const said = saidTransport(reader);
  if (hasCommand && (remote === undefined || said === 'stdio')) return { kind: 'stdio' };
  if (!hasCommand && remote !== undefined) return remote;
  if (hasCommand) throw new UnreadableEntry('It has both a command and a url.');
  const type = reader.peek('type');
  const suffix = typeof type === 'string' ? ` (its type is "${type}")` : '';
  throw new UnreadableEntry(`It has neither a command nor a url that this client reads${suffix}.`);
}
