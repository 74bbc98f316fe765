import { join } from 'node:path';
import { appendAudit } from './audit/audit-chain.js';
import { nodeFileSystem } from './deploy/node-file-system.js';
import { retentionFrom } from './deploy/retention-settings.js';
import { homeFolder, makeHome, readHostId } from './home.js';
import { nodeMachine } from './node-machine.js';
import { type Clock, systemClock } from './ports/clock.js';
import type { Database } from './ports/database.js';
import type { FileSystem } from './ports/file-system.js';
import type { Machine } from './ports/machine.js';
import type { KeyFiles } from './ports/signer.js';
import type { AuditFacts, Stores } from './ports/stores.js';
import type { Services } from './services.js';
import { createKeyFiles } from './signing/key-files.js';
import type { Migrations } from './storage/migrations/migration.js';
import { openDatabase } from './storage/open-database.js';
import type { StorageHandle } from './storage/schema.js';
import { createSqliteLocks } from './storage/sqlite/sqlite-locks.js';
import { type Authorship, createChange } from './unit-of-work.js';

/** What may be chosen when the core is put together. Nothing has to be. */
export interface CoreOptions {
  /** The product's own folder; see {@link homeFolder}. */
  readonly home?: string | undefined;
  /** `postgres://…`, or the path of an SQLite file; `MCP_ORCHESTRATION_DATABASE_URL`, else `<home>/state.db`. */
  readonly databaseUrl?: string | undefined;
  /** Folders under which principals that are not local may name files. */
  readonly allowedTargets?: readonly string[];
  /** Tables of other packages. */
  readonly migrations?: Migrations;
  readonly clock?: Clock;
  readonly files?: FileSystem;
  readonly machine?: Omit<Machine, 'hostId'>;
}

/** The core, put together over real adapters. */
export interface Core {
  readonly home: string;
  readonly database: Database<StorageHandle, Stores>;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly files: FileSystem;
  readonly keyFiles: KeyFiles;
  /** The services of one call; its changes are recorded under its author. */
  services(author: Authorship): Services;
  /** Record a call that was refused. Where that cannot be written the refusal stands all the same. */
  recordDenied(author: Authorship, facts?: AuditFacts): Promise<void>;
  close(): Promise<void>;
}

/**
 * Open the home and its database.
 * @throws OrchestrationError `unavailable` where the database cannot be opened.
 */
export async function composeCore(options: CoreOptions = {}): Promise<Core> {
  const { clock = systemClock, files = nodeFileSystem, allowedTargets = [] } = options;
  const home = homeFolder(options.home);
  await makeHome(home);
  const hostId = await readHostId(home);
  const machine = options.machine === undefined ? nodeMachine(hostId) : { ...options.machine, hostId };
  const url = options.databaseUrl ?? machine.env.MCP_ORCHESTRATION_DATABASE_URL ?? join(home, 'state.db');
  const database = await openDatabase({
    url,
    ...(options.migrations === undefined ? {} : { migrations: options.migrations }),
  });
  const keyFiles = createKeyFiles({ folder: join(home, 'keys'), files, platform: machine.platform });
  const settings = { home, allowedTargets, retention: retentionFrom(machine.env) };
  const locks = createSqliteLocks(join(home, 'locks'));
  const shared = { stores: database.stores, keyFiles, files, locks, machine, clock, settings };
  return {
    home,
    database,
    machine,
    clock,
    files,
    keyFiles,
    services: (author) => ({ ...shared, change: createChange({ database, clock }, author) }),
    recordDenied: (author, facts = {}) =>
      database
        .transaction((stores) => appendAudit(stores, clock, { ...author, outcome: 'denied', facts }))
        .catch(() => undefined),
    close: () => database.close(),
  };
}
