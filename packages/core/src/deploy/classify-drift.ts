import { type MemberDigests, sameDigests } from './member-digests.js';
import { type DiskEntry, editsOnDisk } from './plan-entry.js';

/** How an entry stands, between release, ledger and file. */
export type EntryState =
  /** As deployed, which is as released. */
  | 'clean'
  /** Released and not deployed yet: a deploy writes it. */
  | 'pending'
  /** Ours, and edited on disk. */
  | 'drifted'
  /** Ours, and taken out of the file. */
  | 'missing'
  /** Not as deployed, but as the release wants it: a deploy only takes note. */
  | 'converged'
  /** The file and the release want different things: a deploy stops, unless forced. */
  | 'conflict'
  /** Neither ours nor in the release. */
  | 'foreign'
  /** Ours, and no longer in the release: a deploy takes it out. */
  | 'orphaned';

/** How one server stands, and why. */
export interface ServerDrift {
  readonly name: string;
  readonly state: EntryState;
  readonly cause?: string;
}

/**
 * What the release wants of an entry: its members, `as_deployed` (the release has not changed it since), or
 * `changed` (it has; its members cannot be told: they depend on secrets, or the client cannot hold it).
 */
export type WantedEntry = MemberDigests | 'as_deployed' | 'changed';

/** One name, from all sides. Undefined: not there. */
export interface DriftCase {
  readonly name: string;
  readonly disk: MemberDigests | undefined;
  readonly ours: MemberDigests | undefined;
  readonly wanted: WantedEntry | undefined;
  /** Which members of the file count though nobody of us wrote them; see `judgedMembers`. */
  readonly judged: readonly string[];
}

/** How one entry stands. The states agree with what `planEntry` does about them. */
export function classifyDrift({ name, disk: members, ours, wanted, judged }: DriftCase): ServerDrift {
  const said = (state: EntryState, cause?: string): ServerDrift =>
    cause === undefined ? { name, state } : { name, state, cause };
  const disk = members && { disk: members, judged };
  if (ours === undefined) {
    if (wanted === undefined) return said('foreign');
    if (disk === undefined) return said('pending', 'not deployed yet');
    return holds(disk, wanted)
      ? said('converged', 'it is there already, and not ours')
      : said('conflict', 'an entry of this name is there that is not ours');
  }
  if (disk === undefined) {
    return wanted === undefined
      ? said('converged', 'it is gone, and no longer in the release')
      : said('missing', 'removed from the file');
  }
  const edits = editsOnDisk(ours, disk);
  if (edits.length === 0) return unedited(said, { ours, wanted });
  const cause = `edited on disk: ${edits.join(', ')}`;
  if (isAsDeployed(ours, wanted)) return said('drifted', cause);
  if (wanted !== undefined && holds(disk, wanted))
    return said('converged', `${cause}, as the release has it`);
  return said('conflict', `${cause}; the release changes it too`);
}

function unedited(
  said: (state: EntryState, cause?: string) => ServerDrift,
  { ours, wanted }: { ours: MemberDigests; wanted: WantedEntry | undefined },
): ServerDrift {
  if (wanted === undefined) return said('orphaned', 'no longer in the release');
  return isAsDeployed(ours, wanted) ? said('clean') : said('pending', 'the release has changed it');
}

function isAsDeployed(ours: MemberDigests, wanted: WantedEntry | undefined): boolean {
  return wanted === 'as_deployed' || (typeof wanted === 'object' && sameDigests(ours, wanted));
}

function holds(disk: DiskEntry, wanted: WantedEntry): boolean {
  return typeof wanted === 'object' && editsOnDisk(wanted, disk).length === 0;
}

/** How a file stands as a whole. */
export type DriftStatus = 'in_sync' | 'pending' | 'drifted' | 'conflict' | 'not_deployed' | 'unreadable';

/** The status of a deployed file: the worst of its entries'. `behind`: a newer release than the deployed one is there. */
export function overallStatus(
  servers: readonly Pick<ServerDrift, 'state'>[],
  { behind }: { behind: boolean },
): DriftStatus {
  const states = new Set(servers.map(({ state }) => state));
  if (states.has('conflict')) return 'conflict';
  if (states.has('drifted') || states.has('missing')) return 'drifted';
  return behind || states.has('pending') || states.has('orphaned') ? 'pending' : 'in_sync';
}
