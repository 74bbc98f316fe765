import { isJsonObject, type Json, jsonEqual } from '../json.js';
import { maskSecrets } from '../mask.js';
import type { Payload, ServerEntry } from '../registry/server-entry.js';
import { entryAsJson } from '../secrets/entry-texts.js';

/** A payload to compare; `artifact_id` where it has one. */
export interface DiffSide {
  readonly artifact_id: string | null;
  readonly payload: Payload;
}

/** One value that differs. An absent value is null. */
export interface ValueChange {
  /** Dotted: `args.0`, `env.API_KEY`. */
  readonly path: string;
  readonly old_value: Json;
  readonly new_value: Json;
}

/** How the local payload stands to the published one. */
export type DiffStatus = 'up-to-date' | 'outdated' | 'diverged' | 'unknown';

/** What differs, from the local payload to the published one. */
export interface PayloadDiff {
  readonly status: DiffStatus;
  readonly local_artifact_id: string | null;
  readonly remote_artifact_id: string | null;
  readonly diff: {
    readonly servers_added: string[];
    readonly servers_removed: string[];
    readonly servers_modified: { readonly server_id: string; readonly changes: ValueChange[] }[];
    readonly servers_unchanged: string[];
  };
  readonly summary: {
    readonly total_changes: number;
    readonly added_count: number;
    readonly removed_count: number;
    readonly modified_count: number;
  };
  readonly recommendation: string;
  readonly added: string[];
  readonly removed: string[];
  readonly modified: string[];
}

const RECOMMENDATIONS: Readonly<Record<DiffStatus, string>> = {
  'up-to-date': 'Nothing is to be done.',
  outdated: 'Deploy the latest release.',
  diverged: 'The local one has servers of its own: import them into the draft, or deploy the release.',
  unknown: 'Nothing is published to compare with: publish the draft.',
};

/**
 * Compare a local payload with the published one, server by server. 1 and true differ, absent and null show
 * alike, and differ; the order of keys does not matter, that of lists does. Secrets are masked
 * after they were compared. Without a published one the status is `unknown`.
 */
export function diffPayloads({
  local,
  remote,
  secretNames = new Set(),
}: {
  local: DiffSide;
  remote: DiffSide | undefined;
  /** The variables that the catalogue marks as secret. */
  secretNames?: ReadonlySet<string>;
}): PayloadDiff {
  const before = new Map(Object.entries(local.payload.mcpServers));
  const after = new Map(Object.entries(remote?.payload.mcpServers ?? {}));
  const added = [...after.keys()].filter((name) => !before.has(name));
  const removed = [...before.keys()].filter((name) => !after.has(name));
  const servers_modified = [...before].flatMap(([server_id, entry]) => {
    const other = after.get(server_id);
    return other === undefined || jsonEqual(entry, other)
      ? []
      : [{ server_id, changes: diffEntries({ before: entry, after: other }, secretNames) }];
  });
  const modified = servers_modified.map(({ server_id }) => server_id);
  const status = remote === undefined ? 'unknown' : statusOf({ added, removed, modified });
  const counts = {
    added_count: added.length,
    removed_count: removed.length,
    modified_count: modified.length,
  };
  return {
    status,
    local_artifact_id: local.artifact_id,
    remote_artifact_id: remote?.artifact_id ?? null,
    diff: {
      servers_added: added,
      servers_removed: removed,
      servers_modified,
      servers_unchanged: [...before.keys()].filter((name) => after.has(name) && !modified.includes(name)),
    },
    summary: { total_changes: added.length + removed.length + modified.length, ...counts },
    recommendation: RECOMMENDATIONS[status],
    added,
    removed,
    modified,
  };
}

function statusOf({
  added,
  removed,
  modified,
}: Pick<PayloadDiff, 'added' | 'removed' | 'modified'>): DiffStatus {
  if (removed.length > 0) return 'diverged';
  return added.length + modified.length > 0 ? 'outdated' : 'up-to-date';
}

function diffEntries(
  { before, after }: { before: ServerEntry; after: ServerEntry },
  secretNames: ReadonlySet<string>,
): ValueChange[] {
  const shown = {
    before: entryAsJson(maskSecrets(before, secretNames)),
    after: entryAsJson(maskSecrets(after, secretNames)),
  };
  return differingPaths(entryAsJson(before), entryAsJson(after)).map((path) => ({
    path: path.join('.'),
    old_value: valueAt(shown.before, path),
    new_value: valueAt(shown.after, path),
  }));
}

function differingPaths(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): string[][] {
  if (jsonEqual(before, after)) return [];
  const left = membersOf(before);
  const right = membersOf(after);
  if (left === undefined || right === undefined || Array.isArray(before) !== Array.isArray(after))
    return [[...path]];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) => differingPaths(left.get(key), right.get(key), [...path, key]));
}

function membersOf(value: Json | undefined): Map<string, Json> | undefined {
  if (!Array.isArray(value) && !isJsonObject(value)) return undefined;
  return new Map(Object.entries(value as Readonly<Record<string, Json>>));
}

function valueAt(value: Json, path: readonly string[]): Json {
  return (
    path.reduce<Json | undefined>((at, key) => (at === undefined ? at : membersOf(at)?.get(key)), value) ??
    null
  );
}
