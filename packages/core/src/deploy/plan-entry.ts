import type { DocumentEntry, EntryEdit } from '../documents/document.js';
import type { JsonObject } from '../json.js';
import type { DeployedEntry } from '../ports/stores.js';
import { digestOf, isEmptyDigest, type MemberDigests, memberDigests } from './member-digests.js';

/** What a deployment does, or would do, to one entry. */
export type EntryAction = 'add' | 'update' | 'remove' | 'keep' | 'adopt' | 'restore' | 'conflict';

/** A change of one entry, for people. */
export interface EntryChange {
  /** `input`: the definition of an input. Absent: a server. */
  readonly kind?: 'input';
  readonly name: string;
  readonly action: EntryAction;
  readonly reason?: string;
}

/** What becomes of one entry: in the file (`edit`) and in the ledger (`entry`; absent: it leaves the ledger). */
export interface EntryPlan {
  readonly change: EntryChange;
  readonly edit?: EntryEdit;
  readonly entry?: DeployedEntry;
}

/** One name, from all sides. */
export interface EntryCase {
  readonly name: string;
  /** As it stands in the file. */
  readonly disk: DocumentEntry | undefined;
  /** What the release says, in the client's shape. */
  readonly wanted: JsonObject | undefined;
  /** What we wrote last. */
  readonly ours: DeployedEntry | undefined;
}

/** What holds for every entry of one plan. */
export interface PlanRules {
  /** The members that our dialect may write. Only these are ever taken out of an entry. */
  readonly ownedMembers: readonly string[];
  /** Those of them that are an edit where they are on disk and not in what we wrote; see `judgedMembers`. */
  readonly judgedMembers: readonly string[];
  /**
   * What to do about conflicts: report them, take the release's, take it where the entry is ours (`heal`), or leave
   * the entry as it is.
   */
  readonly onConflict: 'report' | 'force' | 'heal' | 'leave';
  /** The backup that will hold the file as it is now; null where there is no file. */
  readonly backup: string | null;
  /** The source of each entry that ours took the place of, where its backup is still there. */
  readonly replaced: ReadonlyMap<string, string>;
}

/** Decide about one entry. Undefined where it is none of our business. */
export function planEntry(entry: EntryCase, rules: PlanRules): EntryPlan | undefined {
  const { wanted, ours, disk } = entry;
  if (wanted === undefined) return ours === undefined ? undefined : planRemoval({ ...entry, ours }, rules);
  if (disk === undefined) return planAddition({ ...entry, wanted });
  if (ours === undefined) return planForeign({ ...entry, wanted, disk }, rules);
  return planOurs({ ...entry, wanted, disk, ours }, rules);
}

/** The members of an entry and which of those that it lacks would be an edit. */
export interface DiskEntry {
  readonly disk: MemberDigests;
  readonly judged: readonly string[];
}

/**
 * The members by which an entry on disk is edited: those that we wrote and that differ by now, and those that our
 * dialect gives a meaning to and that we did not write. A member that only the client knows is none.
 */
export function editsOnDisk(ours: MemberDigests, { disk, judged }: DiskEntry): string[] {
  return [...editedMembers(ours, disk), ...addedMembers(ours, { disk, judged })];
}

function addedMembers(ours: MemberDigests, { disk, judged }: DiskEntry): string[] {
  const added = judged.filter((name) => Object.hasOwn(disk, name) && !Object.hasOwn(ours, name));
  return added.filter((name) => !isEmptyDigest(digestOf(disk, name)));
}

/** The members that we wrote and that differ by now. Members that we did not write are none. */
export function editedMembers(ours: MemberDigests, disk: MemberDigests): string[] {
  return Object.keys(ours).filter((name) => digestOf(ours, name) !== digestOf(disk, name));
}

/** An entry that is not in the file: new, or ours and taken out by somebody, which a deploy mends. */
function planAddition({ name, wanted, ours }: EntryCase & { wanted: JsonObject }): EntryPlan {
  return {
    change: {
      name,
      action: 'add',
      ...(ours === undefined ? {} : { reason: 'it was taken out of the file' }),
    },
    edit: { op: 'set', name, members: wanted },
    // Though it was adopted once: what is added now is ours, and goes when we go.
    entry: { name, members: memberDigests(wanted), adopted: false, replaced_in: ours?.replaced_in ?? null },
  };
}

type Present = EntryCase & { readonly wanted: JsonObject; readonly disk: DocumentEntry };

function planForeign({ name, wanted, disk }: Present, rules: PlanRules): EntryPlan {
  const members = memberDigests(wanted);
  const onDisk = memberDigests(disk.value);
  if (editsOnDisk(members, { disk: onDisk, judged: rules.judgedMembers }).length === 0) {
    const reason = 'it was there, equal, and stays when we go';
    return {
      change: { name, action: 'adopt', reason },
      entry: { name, members, adopted: true, replaced_in: null },
    };
  }
  if (rules.onConflict !== 'force') {
    return {
      change: { name, action: 'conflict', reason: 'an entry of this name is there that is not ours' },
    };
  }
  const remove = rules.ownedMembers.filter((member) => Object.hasOwn(onDisk, member));
  return {
    change: { name, action: 'update', reason: 'takes the place of an entry that was not ours' },
    edit: setEdit(name, wanted, remove),
    entry: { name, members, adopted: false, replaced_in: rules.backup },
  };
}

function planOurs(entry: Present & { readonly ours: DeployedEntry }, rules: PlanRules): EntryPlan {
  const { name, wanted, disk, ours } = entry;
  const members = memberDigests(wanted);
  const onDisk = memberDigests(disk.value);
  const conflicts = conflictingMembers(
    { ours: ours.members, wanted: members },
    { disk: onDisk, judged: rules.judgedMembers },
  );
  if (conflicts.length > 0 && rules.onConflict !== 'force' && rules.onConflict !== 'heal') {
    return {
      change: { name, action: 'conflict', reason: `edited on disk: ${conflicts.join(', ')}` },
      entry: ours,
    };
  }
  const owned = conflicts.length > 0 ? rules.ownedMembers : [];
  const remove = [...new Set([...Object.keys(ours.members), ...owned])].filter(
    (member) => Object.hasOwn(onDisk, member) && !Object.hasOwn(members, member),
  );
  if (remove.length === 0 && editedMembers(members, onDisk).length === 0) {
    return { change: { name, action: 'keep' }, entry: { ...ours, members } };
  }
  return {
    change: {
      name,
      action: 'update',
      ...(conflicts.length > 0 ? { reason: `goes over an edit on disk: ${conflicts.join(', ')}` } : {}),
    },
    edit: setEdit(name, wanted, remove),
    // What was adopted is the user's: it is kept the first time that we change it.
    entry: { name, members, adopted: false, replaced_in: ours.adopted ? rules.backup : ours.replaced_in },
  };
}

/** A three-way merge by member: it conflicts where the disk holds neither what we wrote nor what we want. */
function conflictingMembers(
  { ours, wanted }: { ours: MemberDigests; wanted: MemberDigests },
  { disk, judged }: DiskEntry,
): string[] {
  const names = [...Object.keys(ours), ...Object.keys(wanted), ...addedMembers(ours, { disk, judged })];
  return [...new Set(names)].filter((name) => {
    const here = digestOf(disk, name);
    return here !== digestOf(ours, name) && here !== digestOf(wanted, name);
  });
}

function planRemoval(
  { name, disk, ours }: EntryCase & { readonly ours: DeployedEntry },
  rules: PlanRules,
): EntryPlan {
  if (ours.adopted) return { change: { name, action: 'keep', reason: 'it was there before us' } };
  const { judgedMembers: judged } = rules;
  const edited =
    disk === undefined ? [] : editsOnDisk(ours.members, { disk: memberDigests(disk.value), judged });
  if (edited.length > 0 && rules.onConflict !== 'force') {
    const reason = `edited on disk: ${edited.join(', ')}`;
    return rules.onConflict === 'leave'
      ? { change: { name, action: 'keep', reason } }
      : { change: { name, action: 'conflict', reason }, entry: ours };
  }
  const text = rules.replaced.get(name);
  if (text !== undefined) {
    return {
      change: { name, action: 'restore', reason: 'what ours took the place of is back' },
      edit: { op: 'restore', name, text },
    };
  }
  const lost = ours.replaced_in === null ? {} : { reason: LOST };
  if (disk === undefined)
    return { change: { name, action: 'remove', reason: 'it was gone already', ...lost } };
  return { change: { name, action: 'remove', ...lost }, edit: { op: 'remove', name } };
}

const LOST = 'what ours took the place of cannot be put back: its backup is gone';

function setEdit(name: string, members: JsonObject, stale: readonly string[]): EntryEdit {
  const remove = stale.filter((member) => !Object.hasOwn(members, member));
  return remove.length === 0 ? { op: 'set', name, members } : { op: 'set', name, members, remove };
}
