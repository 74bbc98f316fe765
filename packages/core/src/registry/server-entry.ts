import type { JsonObject } from '../json.js';

/** What every canonical entry may hold beside its transport. */
interface CommonEntry {
  /** `false` keeps the server configured and switched off. Absent means on. */
  readonly enabled?: boolean;
  /** Fields that only one client knows: kept on import, given back to that client alone. */
  readonly extra?: JsonObject;
}

/** A server that the client starts and talks to over its standard streams. */
export interface StdioEntry extends CommonEntry {
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A server that the client reaches over the network. */
export interface RemoteEntry extends CommonEntry {
  readonly type: 'http' | 'sse';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server as drafts, artifacts and dialects hold it, neutral to the client. */
export type ServerEntry = StdioEntry | RemoteEntry;

/** What is published: the servers of one client's profile, by name. */
export interface Payload {
  readonly mcpServers: Readonly<Record<string, ServerEntry>>;
}

/** Whether an entry is reached over the network. */
export function isRemoteEntry(entry: ServerEntry): entry is RemoteEntry {
  return 'url' in entry;
}
