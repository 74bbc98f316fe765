import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { OrchestrationError } from '../errors.js';
import { jsonEqual } from '../json.js';
import type { AuditFacts, Intent } from '../ports/stores.js';
import type { Services } from '../services.js';
import { sha256Hex } from '../sha256.js';
import { backupFile, backupName, keepBackup } from './backups.js';
import { fileError } from './file-error.js';
import { putRecord, settleIntents } from './settle-intents.js';
import type { TargetRecord } from './settle-record.js';
import { swapFile, temporaryPath } from './swap-file.js';
import { requireWritable, sameBytes, type TargetSnapshot, takeSnapshot } from './target-snapshot.js';

/** The bytes that a file is planned from. */
export interface Base {
  /** Undefined where there is no file. */
  readonly bytes: Buffer | undefined;
  /** The name under which they will be kept; null where there is no file. */
  readonly backup: string | null;
}

/** What a file is to become, and what is recorded of it then. */
export interface Rewrite {
  /** Undefined: the file is to go. */
  readonly bytes: Uint8Array | undefined;
  readonly record: TargetRecord;
}

/** A change of one file. */
export interface Replacement<Planned extends Rewrite> {
  readonly target: string;
  readonly operation: Intent['operation'];
  /** What is recorded now. */
  readonly record: TargetRecord;
  readonly facts: AuditFacts;
  /** Plan from bytes; called again where the file changes meanwhile. What it throws leaves the file as it is. */
  readonly rewrite: (base: Base) => Planned;
}

/** What came of a change. */
export interface Replaced<Planned extends Rewrite> {
  readonly planned: Planned;
  /** Whether the file was written, be it to give back an edit that we had gone over. */
  readonly written: boolean;
  /** The file that holds what was there; null where nothing was, or nothing was written. */
  readonly backup: string | null;
}

/** An edit that was made to the file that ours had just taken the place of. */
interface Overrun {
  readonly bytes: Buffer;
  readonly backup: string;
  /** What we had put in its place: as long as that stands, nobody else has written. */
  readonly over: Uint8Array | undefined;
}

type Outcome<Planned extends Rewrite> =
  | { readonly done: Replaced<Planned> }
  | { readonly overrun: Overrun | undefined };

/** How often a change is begun, at the most: once, and three times again. */
const ATTEMPTS = 4;

/**
 * Change a file safely: intent, backup, temporary file, a last look, rename, a look back, record. Whatever fails and
 * whenever the process dies, the file holds the old bytes or the new ones, and the record is made to say which by
 * {@link settleIntents}. Another program's edit is planned from, or given back; never lost without a word.
 * To be called under the target's lock.
 * @throws OrchestrationError `config_unreadable`, `config_unwritable`, `config_changed`, and what `rewrite` throws.
 */
export async function replaceFile<Planned extends Rewrite>(
  services: Services,
  job: Replacement<Planned>,
): Promise<Replaced<Planned>> {
  let overrun: Overrun | undefined;
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const snapshot = await takeSnapshot(services.files, job.target);
      try {
        if (overrun !== undefined && !sameBytes(snapshot.bytes, overrun.over)) break;
        const outcome = await tryOnce(services, { job, snapshot, overrun });
        if ('done' in outcome) return outcome.done;
        overrun = outcome.overrun ?? overrun;
      } finally {
        // It was only read from: whether closing it fails says nothing of the change.
        await snapshot.file?.close().catch(() => undefined);
      }
    }
    throw keptChanging(overrun && backupFile(services, overrun.backup));
  } catch (error) {
    // Say what is true now. Where even that fails, the next command does it.
    await settleIntents(services, job.target).catch(() => undefined);
    throw fileError(error, { path: job.target, doing: 'written' });
  }
}

function keptChanging(kept: string | undefined): OrchestrationError {
  return kept === undefined
    ? new OrchestrationError('config_changed')
    : new OrchestrationError('config_changed', {
        message: `The client's file was changed twice while it was being written. One of the edits is kept in ${kept}.`,
      });
}

interface Attempt<Planned extends Rewrite> {
  readonly job: Replacement<Planned>;
  readonly snapshot: TargetSnapshot;
  readonly overrun: Overrun | undefined;
}

async function tryOnce<Planned extends Rewrite>(
  services: Services,
  { job, snapshot, overrun }: Attempt<Planned>,
): Promise<Outcome<Planned>> {
  const bytes = overrun?.bytes ?? snapshot.bytes;
  const backup =
    bytes === undefined ? null : (overrun?.backup ?? backupName(services, { target: job.target, bytes }));
  const plan = planOrGiveBack(job, { bytes, backup }, overrun);
  const differs = !sameBytes(plan.rewrite.bytes, snapshot.bytes);
  if (differs) {
    const foreign = await write(services, { job, snapshot, rewrite: plan.rewrite, base: { bytes, backup } });
    if (foreign !== undefined) return { overrun: foreign === 'outrun' ? undefined : foreign };
  }
  await finish(services, job, plan.rewrite.record);
  if ('failure' in plan) throw plan.failure;
  // An attempt that was overrun has written too: the edit that it went over is in the backup alone.
  const written = differs || overrun !== undefined;
  const kept = written && backup !== null ? backupFile(services, backup) : null;
  return { done: { planned: plan.rewrite, written, backup: kept } };
}

type PlanOrGiveBack<Planned> =
  | { readonly rewrite: Planned }
  | { readonly rewrite: Rewrite; readonly failure: unknown };

/** Plan; where an edit that ours went over cannot be planned from, put the file back as that edit left it. */
function planOrGiveBack<Planned extends Rewrite>(
  job: Replacement<Planned>,
  base: Base,
  overrun: Overrun | undefined,
): PlanOrGiveBack<Planned> {
  try {
    return { rewrite: job.rewrite(base) };
  } catch (failure) {
    if (overrun === undefined) throw failure;
    const deployment = job.record && {
      ...job.record.deployment,
      file_hash: sha256Hex(overrun.bytes),
      pristine: false,
    };
    const record = job.record && deployment && { ...job.record, deployment };
    return { rewrite: { bytes: overrun.bytes, record }, failure };
  }
}

interface Write<Planned extends Rewrite> {
  readonly job: Replacement<Planned>;
  readonly snapshot: TargetSnapshot;
  readonly rewrite: Rewrite;
  readonly base: Base;
}

/** Write the file. Undefined where all went well; else what there is to know for the next attempt. */
async function write<Planned extends Rewrite>(
  services: Services,
  { job, snapshot, rewrite, base }: Write<Planned>,
): Promise<'outrun' | Overrun | undefined> {
  const { files } = services;
  requireWritable(files, snapshot);
  const intentId = await begin(services, { job, snapshot, rewrite, base });
  const temporary = temporaryPath(job.target, intentId);
  try {
    if (base.bytes !== undefined && base.backup !== null) {
      await keepBackup(services, { target: job.target, name: base.backup, bytes: base.bytes });
    }
    if (snapshot.bytes === undefined) await files.makeFolder(dirname(job.target));
    const swap = await swapFile(files, { snapshot, bytes: rewrite.bytes, temporary });
    if (swap.state === 'outrun') return 'outrun';
    if (swap.state === 'swapped') return undefined;
    const foreign = { target: job.target, bytes: swap.foreign };
    const backup = backupName(services, foreign);
    await keepBackup(services, { ...foreign, name: backup });
    return { bytes: swap.foreign, backup, over: rewrite.bytes };
  } catch (error) {
    await files.remove(temporary).catch(() => undefined);
    throw error;
  }
}

async function begin<Planned extends Rewrite>(
  { change, clock, machine }: Services,
  { job, snapshot, rewrite }: Write<Planned>,
): Promise<string> {
  const intent: Intent = {
    intent_id: randomUUID(),
    host_id: machine.hostId,
    target: job.target,
    operation: job.operation,
    before_hash: hashOf(snapshot.bytes),
    after_hash: hashOf(rewrite.bytes),
    deployment: rewrite.record?.deployment ?? null,
    entries: rewrite.record?.entries ?? [],
    created_at: clock.now().toISOString(),
  };
  await change((stores) => stores.deployments.saveIntent(intent), {
    ...job.facts,
    detail: {
      ...job.facts.detail,
      phase: 'begun',
      before_hash: intent.before_hash,
      after_hash: intent.after_hash,
    },
  });
  return intent.intent_id;
}

function hashOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : sha256Hex(bytes);
}

/** Record what is true now, and close the intents; nothing where nothing has changed. */
async function finish<Planned extends Rewrite>(
  { change, stores, machine }: Services,
  job: Replacement<Planned>,
  record: TargetRecord,
): Promise<void> {
  const key = { host_id: machine.hostId, target: job.target };
  const intents = await stores.deployments.intents(key);
  if (intents.length === 0 && isSameRecord(job.record, record)) return;
  await change(
    async (transaction) => {
      await putRecord(transaction, key, record);
      for (const { intent_id } of intents) await transaction.deployments.deleteIntent(intent_id);
    },
    { ...job.facts, detail: { ...job.facts.detail, phase: 'done' } },
  );
}

/** Whether two records say the same, but for the time. */
function isSameRecord(left: TargetRecord, right: TargetRecord): boolean {
  const timeless = (record: TargetRecord): unknown =>
    record && { ...record, deployment: { ...record.deployment, deployed_at: '' } };
  return jsonEqual(timeless(left), timeless(right));
}
