import type { BackupRetention } from './ports/backup-retention.js';
import type { Clock } from './ports/clock.js';
import type { FileSystem } from './ports/file-system.js';
import type { Locks } from './ports/locks.js';
import type { Machine } from './ports/machine.js';
import type { KeyFiles } from './ports/signer.js';
import type { AuditFacts, Stores } from './ports/stores.js';

/**
 * One unit of work of an operation: a transaction whose last step appends the audit entry, so that a change that
 * cannot be recorded does not happen. `work` says what it did through `facts`.
 */
export type Change<TransactionStores, Handle = unknown> = <Result>(
  work: (stores: TransactionStores, handle: Handle) => Promise<Result>,
  facts: AuditFacts | ((result: Result) => AuditFacts),
) => Promise<Result>;

/** What the operations of core run on. */
export interface Services {
  /** For reads. */
  readonly stores: Stores;
  readonly change: Change<Stores>;
  readonly keyFiles: KeyFiles;
  readonly files: FileSystem;
  readonly locks: Locks;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly settings: Settings;
}

/** What is chosen when a process starts. */
export interface Settings {
  /** The product's own folder, absolute. */
  readonly home: string;
  /** Folders under which a principal that is not local may name files. */
  readonly allowedTargets: readonly string[];
  /** How long backups are kept; see `DEFAULT_RETENTION`. */
  readonly retention?: BackupRetention;
}
