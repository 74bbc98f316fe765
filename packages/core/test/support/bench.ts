import { mkdtempSync, realpathSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { OPERATIONS } from '../../src/catalogue.js';
import { type Core, type CoreOptions, composeCore } from '../../src/compose-core.js';
import { createInvoke } from '../../src/invoke.js';
import type { InputOf, OperationName, OutputOf } from '../../src/open-orchestration.js';
import type { Clock } from '../../src/ports/clock.js';
import type { AuditEntry, ProfileKey } from '../../src/ports/stores.js';
import { localPrincipal, type Principal } from '../../src/principal.js';
import type { ServerEntry } from '../../src/registry/server-entry.js';

/** The person at the machine, who may do everything. */
export const LOCAL = localPrincipal('tester');

/** A clock that goes on by a second with each look, from the first of January 2026. */
export function tickingClock(): Clock {
  let time = Date.UTC(2026, 0, 1);
  return {
    now: () => {
      time += 1000;
      return new Date(time);
    },
  };
}

/** The whole core over a real home, database, key folder and user's folder. */
export interface Bench {
  readonly folder: string;
  readonly core: Core;
  /** What became `internal`, as the log would have it. */
  readonly internal: unknown[];
  /** Call an operation; as the person at the machine unless another is named. */
  call<Name extends OperationName>(
    name: Name,
    input?: InputOf<Name>,
    principal?: Principal,
  ): Promise<OutputOf<Name>>;
  /** The same with input of any shape. */
  raw(name: string, input: unknown, principal?: Principal): Promise<Record<string, unknown>>;
  /** Put servers in place of the draft's, and publish them. */
  publish(
    servers: Record<string, ServerEntry>,
    where?: Partial<ProfileKey>,
  ): Promise<OutputOf<'publish_config'>>;
  /** The audit log, oldest first. */
  audit(): Promise<AuditEntry[]>;
  /** The path of something in the user's folder. */
  path(relative: string): string;
  write(relative: string, text: string): Promise<string>;
  read(relative: string): Promise<string>;
  /** Another process on the same home, maybe with other options. It is closed by its caller. */
  another(options?: CoreOptions): Promise<Bench>;
  close(): Promise<void>;
}

/** Open a bench in a folder of its own, or another one in a folder that is there. */
export async function openBench(options: CoreOptions & { folder?: string } = {}): Promise<Bench> {
  const { folder = realpathSync(mkdtempSync(join(tmpdir(), 'core-'))), ...rest } = options;
  const user = join(folder, 'user');
  await mkdir(user, { recursive: true });
  const core = await composeCore({
    home: join(folder, 'home'),
    clock: tickingClock(),
    machine: { platform: 'linux', homeDirectory: user, env: {}, workingDirectory: user },
    ...rest,
  });
  const internal: unknown[] = [];
  const invoke = createInvoke({
    operations: OPERATIONS,
    ...core,
    onInternalError: (error) => internal.push(error),
  });
  const raw: Bench['raw'] = (name, input, principal = LOCAL) =>
    invoke(name, input, { principal, signal: new AbortController().signal, requestId: 'request' });
  const path = (relative: string): string => join(user, relative);
  const bench: Bench = {
    folder,
    core,
    internal,
    raw,
    call: async (name, input, principal) => (await raw(name, input, principal)) as OutputOf<typeof name>,
    async publish(servers, where = {}) {
      await bench.call('clear_draft_config', where);
      for (const [server_name, server] of Object.entries(servers)) {
        await bench.call('add_server_to_config', { ...where, server, server_name });
      }
      return bench.call('publish_config', where);
    },
    audit: () => core.database.stores.audit.list({ after: 0, limit: 10_000 }),
    path,
    async write(relative, text) {
      await mkdir(dirname(path(relative)), { recursive: true });
      await writeFile(path(relative), text);
      return path(relative);
    },
    read: (relative) => readFile(path(relative), 'utf8'),
    another: (more = {}) => openBench({ ...options, ...more, folder }),
    close: () => core.close(),
  };
  return bench;
}

/** A fresh bench for each test of a file. `keys` makes the signing key first. */
export function useBench(options: CoreOptions & { keys?: boolean } = {}): () => Bench {
  const { keys = false, ...rest } = options;
  let bench: Bench | undefined;
  beforeEach(async () => {
    bench = await openBench(rest);
    if (keys) await bench.call('initialize_keys');
  });
  afterEach(async () => {
    await bench?.close();
    if (bench !== undefined) await rm(bench.folder, { recursive: true, force: true });
  });
  return () => {
    if (bench === undefined) throw new Error('Call it within a test.');
    return bench;
  };
}

/** A principal with a token, which may be limited. */
export function tokenPrincipal(
  permissions: Principal['permissions'],
  limits: Pick<Principal, 'clients' | 'profiles'> = {},
): Principal {
  return { kind: 'token', id: 'token-1', permissions, ...limits };
}
