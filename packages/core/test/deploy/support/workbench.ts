import { mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkDrift, type DriftReport, type DriftRequest } from '../../../src/deploy/check-drift.js';
import { type DeployRequest, type DeployResult, deployRelease } from '../../../src/deploy/deploy-release.js';
import { nodeFileSystem } from '../../../src/deploy/node-file-system.js';
import { type UndeployRequest, type UndeployResult, undeployConfig } from '../../../src/deploy/undeploy.js';
import type { Clock } from '../../../src/ports/clock.js';
import type { FileSystem } from '../../../src/ports/file-system.js';
import type { Release } from '../../../src/ports/stores.js';
import { localPrincipal, type Principal } from '../../../src/principal.js';
import type { ServerEntry } from '../../../src/registry/server-entry.js';
import type { Services } from '../../../src/services.js';
import { createKeyFiles } from '../../../src/signing/key-files.js';
import { initializeKeys } from '../../../src/signing/manage-keys.js';
import { publishRelease } from '../../../src/signing/publish-release.js';
import { openDatabase } from '../../../src/storage/open-database.js';
import { createSqliteLocks } from '../../../src/storage/sqlite/sqlite-locks.js';
import { createChange } from '../../../src/unit-of-work.js';

export const CURSOR = { client_id: 'cursor', profile_id: 'default' } as const;

/** A user's folder with a client's file in it, a home, a database and keys: all real. */
export interface Workbench {
  readonly folder: string;
  readonly home: string;
  /** The file of Cursor. */
  readonly target: string;
  readonly services: Services;
  /** The same services over another file system. */
  withFiles(files: FileSystem): Workbench;
  publish(servers: Record<string, ServerEntry>, where?: Partial<typeof CURSOR> | object): Promise<Release>;
  deploy(request?: Partial<DeployRequest>, principal?: Principal): Promise<DeployResult>;
  undeploy(request?: Partial<UndeployRequest>): Promise<UndeployResult>;
  drift(request?: Partial<DriftRequest>): Promise<DriftReport>;
  write(text: string | Uint8Array): Promise<void>;
  read(): string;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  /** Take up the folder of another workbench, maybe of another process. */
  readonly folder?: string;
  readonly files?: FileSystem;
  readonly env?: Readonly<Record<string, string>>;
  readonly allowedTargets?: readonly string[];
}

const signal = new AbortController().signal;

/** A clock that never gives the same time twice. */
function tickingClock(): Clock {
  let time = Date.now();
  return { now: () => new Date(++time) };
}

export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const fresh = options.folder === undefined;
  const folder = options.folder ?? realpathSync(mkdtempSync(join(tmpdir(), 'deploy-')));
  const home = join(folder, 'home');
  await mkdir(home, { recursive: true });
  const database = await openDatabase({ url: join(home, 'state.db') });
  const clock = tickingClock();
  const services: Services = {
    stores: database.stores,
    change: createChange(
      { database, clock },
      { operation: 'deploy_config', principal: localPrincipal('tester') },
    ),
    keyFiles: createKeyFiles({ files: nodeFileSystem, folder: join(home, 'keys'), platform: 'linux' }),
    files: options.files ?? nodeFileSystem,
    locks: createSqliteLocks(join(home, 'locks')),
    machine: {
      platform: 'linux',
      homeDirectory: join(folder, 'user'),
      env: options.env ?? {},
      workingDirectory: folder,
      hostId: 'host-1',
    },
    clock,
    settings: { home, allowedTargets: options.allowedTargets ?? [] },
  };
  if (fresh) await initializeKeys(services);
  return workbenchOver(services, { folder, home, close: () => database.close() });
}

function workbenchOver(
  services: Services,
  at: { folder: string; home: string; close: () => Promise<void> },
): Workbench {
  const target = join(at.folder, 'user', '.cursor', 'mcp.json');
  const call = (principal: Principal = localPrincipal('tester')) => ({ principal, signal, requestId: 'r' });
  return {
    ...at,
    target,
    services,
    withFiles: (files) => workbenchOver({ ...services, files }, at),
    async publish(servers, where = {}) {
      const { release } = await publishRelease(services, {
        key: { ...CURSOR, ...where },
        payload: { mcpServers: servers },
      });
      return release;
    },
    deploy: (request = {}, principal) => deployRelease(services, { ...CURSOR, ...request }, call(principal)),
    undeploy: (request = {}) => undeployConfig(services, { ...CURSOR, ...request }, call()),
    drift: (request = {}) => checkDrift(services, { ...CURSOR, ...request }, call()),
    async write(text) {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    },
    read: () => readFileSync(target, 'utf8'),
  };
}

/** Close a workbench and take its folder away. */
export async function discard(bench: Workbench): Promise<void> {
  await bench.close();
  await rm(bench.folder, { recursive: true, force: true });
}

/**
 * Take the backups away. A deploy looks at each that is there: what sweeps over its steps, and deploys each time,
 * would never come to the last one.
 */
export function forgetBackups({ home }: Workbench): Promise<void> {
  return rm(join(home, 'backups'), { recursive: true, force: true });
}

/** The temporary files that were left beside a file. */
export async function temporaryFiles(path: string): Promise<string[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  return names.filter((name) => name.endsWith('.tmp'));
}
