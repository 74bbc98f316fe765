import type { DocumentEntry, EntryEdit } from '../documents/document.js';
import type { JsonObject } from '../json.js';
import type { DeployedEntry } from '../ports/stores.js';
import { type EntryChange, type PlanRules, planEntry } from './plan-entry.js';

/** What a plan is made of. */
export interface PlanInput extends PlanRules {
  /** The container's entries in the file. */
  readonly document: readonly DocumentEntry[];
  /** The release's entries in the client's shape, by name. */
  readonly wanted: ReadonlyMap<string, JsonObject>;
  readonly ledger: readonly DeployedEntry[];
}

/** What a deployment would do. */
export interface DeploymentPlan {
  readonly changes: readonly EntryChange[];
  readonly edits: readonly EntryEdit[];
  /** The ledger afterwards. */
  readonly entries: readonly DeployedEntry[];
}

/**
 * Plan a deployment, entry by entry, on data alone.
 *
 * - Only names that the release or the ledger has are looked at: an entry that is neither is in no edit.
 * - Of an entry of ours the members count that we wrote, and those of our dialect that somebody added: they make
 *   another server of it. What only the client knows stays and is no edit.
 * - What was edited on disk since, and what is there and not ours, conflicts, unless it already is as wanted.
 * - What ours took the place of comes back when ours goes; what was adopted stays.
 */
export function planDeployment({ document, wanted, ledger, ...rules }: PlanInput): DeploymentPlan {
  const onDisk = new Map(document.map((entry) => [entry.name, entry]));
  const ours = new Map(ledger.map((entry) => [entry.name, entry]));
  const plans = [...new Set([...wanted.keys(), ...ours.keys()])].flatMap((name) => {
    const entry = { name, disk: onDisk.get(name), wanted: wanted.get(name), ours: ours.get(name) };
    return planEntry(entry, rules) ?? [];
  });
  return {
    changes: plans.map(({ change }) => change),
    edits: plans.flatMap(({ edit }) => edit ?? []),
    entries: plans.flatMap(({ entry }) => entry ?? []),
  };
}
