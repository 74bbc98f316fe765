import { jsonEqual } from '../json.js';
import type { Payload, ServerEntry } from '../registry/server-entry.js';

/** A server that was left out, and why. */
export interface SkippedServer {
  readonly name: string;
  readonly reason: string;
}

/** A payload with servers taken into it. */
export interface MergedServers {
  readonly payload: Payload;
  /** The names that came in, those that were there and equal among them. */
  readonly taken: string[];
  readonly skipped: SkippedServer[];
}

/** What is taken into a payload. */
export interface Merger {
  readonly servers: Payload['mcpServers'];
  /** Take them in the place of others of the same name. */
  readonly replace?: boolean;
  /** What the servers were made of: where the payload holds that, it is no other server. */
  readonly originals?: Payload['mcpServers'];
}

/** Take servers into a payload, beside what it holds. Another server of the same name stays, unless `replace`. */
export function mergeServers(
  { mcpServers: present }: Payload,
  { servers, replace = false, originals = servers }: Merger,
): MergedServers {
  const isSame = (name: string, entry: ServerEntry): boolean =>
    [entry, originals[name]].some((known) => jsonEqual(present[name], known));
  const stays = ([name, entry]: [string, ServerEntry]): boolean =>
    !replace && Object.hasOwn(present, name) && !isSame(name, entry);
  const all = Object.entries(servers);
  const taken = all.filter((server) => !stays(server));
  return {
    payload: { mcpServers: { ...present, ...Object.fromEntries(taken) } },
    taken: taken.map(([name]) => name),
    skipped: all
      .filter(stays)
      .map(([name]) => ({ name, reason: 'The draft has another server of this name.' })),
  };
}
