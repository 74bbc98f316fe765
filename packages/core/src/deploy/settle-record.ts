import { jsonEqual } from '../json.js';
import type { DeployedEntry, Deployment, Intent } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import { entryKey } from './entry-kinds.js';
import type { MemberDigests } from './member-digests.js';
import { editedMembers } from './plan-entry.js';

/** What is recorded of a file: nothing, or a deployment with its entries. */
export type TargetRecord =
  | { readonly deployment: Deployment; readonly entries: readonly DeployedEntry[] }
  | undefined;

/** A file as it is found. */
export interface FoundFile {
  /** SHA-256 (hex) of its bytes; null where there is none. */
  readonly hash: string | null;
  /** A client's entries in it by `entryKey`, with their members' digests; undefined where it does not parse as that. */
  readonly entries: (clientId: string) => ReadonlyMap<string, MemberDigests> | undefined;
}

/**
 * What is true of a file after deploys that may have died anywhere, judged by the file itself:
 * - it is as an intent left it: that intent happened;
 * - it is as the intents found it: none did;
 * - neither: somebody wrote since. An intent happened where an entry that it changes is as it left it, and not as
 *   it was before; what is recorded then is that the file is no longer ours alone.
 */
export function settleRecord(
  record: TargetRecord,
  intents: readonly Intent[],
  found: FoundFile,
): TargetRecord {
  const newest = [...intents].reverse();
  const exact = newest.find((intent) => intent.after_hash === found.hash);
  if (exact !== undefined) return recordOf(exact);
  if (newest.some((intent) => intent.before_hash === found.hash)) return record;
  const seen = newest.find((intent) => happened(record, intent, found));
  if (seen === undefined || found.hash === null) return record;
  const after = recordOf(seen);
  return after && { ...after, deployment: { ...after.deployment, pristine: false } };
}

function recordOf({ deployment, entries }: Intent): TargetRecord {
  return deployment === null ? undefined : { deployment, entries };
}

function happened(record: TargetRecord, intent: Intent, found: FoundFile): boolean {
  const clientId = (intent.deployment ?? record?.deployment)?.client_id;
  const entries = clientId === undefined ? undefined : found.entries(clientId);
  if (clientId === undefined || entries === undefined) return false;
  // What was recorded of another client's container is not looked for in this one.
  const comparable = record !== undefined && sharesContainer(record.deployment.client_id, clientId);
  const before = membersByKey(comparable ? record.entries : []);
  const after = membersByKey(intent.entries);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.some((key) => isAfter({ before: before.get(key), after: after.get(key) }, entries.get(key)));
}

function sharesContainer(left: string, right: string): boolean {
  return left === right || jsonEqual(findClient(left).container, findClient(right).container);
}

function membersByKey(entries: readonly DeployedEntry[]): Map<string, MemberDigests> {
  return new Map(entries.filter(({ adopted }) => !adopted).map((entry) => [entryKey(entry), entry.members]));
}

/** Whether an entry that the intent changes is on disk as it was to become, which it was not before. */
function isAfter(
  { before, after }: { before: MemberDigests | undefined; after: MemberDigests | undefined },
  disk: MemberDigests | undefined,
): boolean {
  if (after === undefined) return before !== undefined && disk === undefined;
  if (disk === undefined || editedMembers(after, disk).length > 0) return false;
  if (before === undefined) return true;
  return (
    editedMembers(before, disk).length > 0 || Object.keys(after).some((name) => !Object.hasOwn(before, name))
  );
}
