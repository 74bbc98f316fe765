import type { ProfileKey } from '../ports/stores.js';
import type { DriftReport } from './check-drift.js';
import type { DriftStatus, ServerDrift } from './classify-drift.js';
import type { DeployResult } from './deploy-release.js';
import type { InputDrift } from './input-drift.js';

/**
 * What became of a file:
 * - `in_sync`: it is as deployed (at the beginning, or again);
 * - `edited`: entries of ours were changed;
 * - `entry_removed`: entries of ours were taken out, others of the file stayed;
 * - `file_replaced`: another file stands there, and none of our entries is in it;
 * - `file_gone`: there is no file;
 * - `file_unreadable`: it does not parse, or cannot be read;
 * - `outdated`: the file is as deployed, and a newer release is there;
 * - `not_deployed`: nothing is recorded of it any more.
 */
export type DriftCause =
  | 'in_sync'
  | 'edited'
  | 'entry_removed'
  | 'file_replaced'
  | 'file_gone'
  | 'file_unreadable'
  | 'outdated'
  | 'not_deployed';

/** A change of how a file stands to what was deployed in it. */
export interface DriftEvent extends ProfileKey {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly config_path: string | null;
  readonly cause: DriftCause;
  readonly status: DriftStatus;
  /** The servers of ours that are not as deployed. */
  readonly servers: ServerDrift[];
  /** The definitions of inputs that were taken out; absent where none was. */
  readonly inputs?: InputDrift[];
  /** For people: what the report says of the file as a whole. */
  readonly detail?: string;
  /** What was put back, where that was asked for. */
  readonly healed?: DeployResult;
  /** Why nothing was put back, where it was asked for and should have been. */
  readonly heal_error?: string;
}

/** A file as it was seen: which one, or none. */
export type SeenFile = string | undefined;

/** Name what happened to a file, from how it stands now and which file stood there before. */
export function causeOf(
  report: DriftReport,
  { before, now }: { before: SeenFile; now: SeenFile },
): DriftCause {
  if (report.status === 'unreadable') return 'file_unreadable';
  if (report.status === 'not_deployed') return 'not_deployed';
  if (now === undefined) return 'file_gone';
  const states = new Set([...changedServers(report), ...missingInputs(report)].map(({ state }) => state));
  if (states.has('drifted') || states.has('conflict')) return 'edited';
  if (!states.has('missing')) return report.status === 'in_sync' ? 'in_sync' : 'outdated';
  const left = report.servers.some(({ state }) => state === 'clean' || state === 'foreign');
  return before !== now && !left ? 'file_replaced' : 'entry_removed';
}

/** The servers of ours that are not in the file as they were deployed. */
export function changedServers({ servers }: DriftReport): ServerDrift[] {
  return servers.filter(({ state }) => state === 'drifted' || state === 'missing' || state === 'conflict');
}

/** The definitions of inputs that were in the file and no longer are. */
export function missingInputs({ inputs = [] }: DriftReport): InputDrift[] {
  return inputs.filter(({ state }) => state === 'missing');
}

/** Whether something of ours is not in the file as it was deployed. */
export function hasChanged(report: DriftReport): boolean {
  return changedServers(report).length > 0 || missingInputs(report).length > 0;
}
