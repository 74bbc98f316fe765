import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AUTH_OPERATIONS,
  type AuthServices,
  authMigrations,
  createAuthServices,
  createTokenStore,
  createUsageCounter,
} from '@mcp-orchestration/auth';
import {
  type Core,
  composeCore,
  createInvoke,
  localPrincipal,
  OPERATIONS,
  type Services,
} from '@mcp-orchestration/core';
import { loadSqlite, type SqliteFile } from '@mcp-orchestration/core/storage';

/** A home that is thrown away, with the core over it. */
export interface BenchHome {
  readonly home: string;
  readonly core: Core;
  /** Call an operation, as the person at the machine. */
  call(name: string, input?: object): Promise<Record<string, unknown>>;
  /** Change the database past the stores, in one transaction: quick for many rows. */
  fill(work: (file: SqliteFile) => void): Promise<void>;
  close(): Promise<void>;
}

/** Make a home, with a signing key and the tables of every package. */
export async function makeHome(): Promise<BenchHome> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const core = await composeCore({
    home: join(folder, 'state'),
    migrations: authMigrations,
    machine: { platform: 'linux', homeDirectory: folder, env: {}, workingDirectory: folder },
  });
  const usage = createUsageCounter((uses) =>
    core.database.transaction((_stores, handle) => createTokenStore(handle as never).addUses(uses)),
  );
  const authServices = createAuthServices(core, usage);
  const invoke = createInvoke<Services & AuthServices>({
    operations: { ...OPERATIONS, ...AUTH_OPERATIONS },
    services: (author) => ({ ...core.services(author), ...authServices(author) }),
  });
  const principal = localPrincipal('bench');
  const call: BenchHome['call'] = (name, input = {}) =>
    invoke(name, input, { principal, signal: new AbortController().signal, requestId: 'bench' });
  await call('initialize_keys');
  return {
    home: core.home,
    core,
    call,
    fill: (work) => fillDatabase(join(core.home, 'state.db'), work),
    async close() {
      await usage.close();
      await core.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Do something with a home, and throw it away. */
export async function withBenchHome<Result>(work: (home: BenchHome) => Promise<Result>): Promise<Result> {
  const home = await makeHome();
  try {
    return await work(home);
  } finally {
    await home.close();
  }
}

async function fillDatabase(path: string, work: (file: SqliteFile) => void): Promise<void> {
  const { DatabaseSync } = await loadSqlite();
  const file = new DatabaseSync(path);
  try {
    file.exec('begin immediate');
    work(file);
    file.exec('commit; pragma wal_checkpoint(truncate)');
  } finally {
    file.close();
  }
}
