import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Clock,
  type Core,
  composeCore,
  createInvoke,
  localPrincipal,
  OPERATIONS,
  type Principal,
  type Services,
} from '@mcp-orchestration/core';
import { type Authenticate, createAuthenticate } from '../../src/authenticate.js';
import { AUTH_OPERATIONS } from '../../src/catalogue.js';
import { type AuthServices, createAuthServices } from '../../src/services.js';
import { authMigrations } from '../../src/storage/migrations.js';
import { createTokenStore } from '../../src/storage/token-store.js';
import type { TokenStore } from '../../src/token.js';
import { createUsageCounter, type UsageCounter } from '../../src/usage-counter.js';

export const API_KEY = 'k'.repeat(40);

/** A clock that is set by hand. */
export interface SetClock extends Clock {
  /** Let time pass, in milliseconds; negative sets it back. */
  pass(milliseconds: number): void;
}

export function setClock(): SetClock {
  let time = Date.parse('2026-03-01T12:00:00Z');
  return {
    now: () => new Date(time),
    pass: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** What one process has: its own connection, cache and counter over a shared home. */
export interface Bench {
  readonly home: string;
  readonly clock: SetClock;
  readonly core: Core;
  readonly tokens: TokenStore;
  readonly usage: UsageCounter;
  readonly authenticate: Authenticate;
  call(
    name: string,
    input?: Record<string, unknown>,
    principal?: Principal,
  ): Promise<Record<string, unknown>>;
  /** A token that was just made. */
  create(
    input?: Record<string, unknown>,
    principal?: Principal,
  ): Promise<{ token: string; token_id: string }>;
  /** Who a bearer token belongs to. */
  bearer(token: string): Promise<Principal>;
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly home?: string;
  readonly databaseUrl?: string;
  readonly clock?: SetClock;
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'auth-'));
}

/** What a process would put together, with a clock that is set by hand. */
export async function openBench({
  home = newHome(),
  databaseUrl,
  clock = setClock(),
}: BenchOptions = {}): Promise<Bench> {
  const core = await composeCore({
    home,
    databaseUrl: databaseUrl ?? join(home, 'state.db'),
    migrations: authMigrations,
    clock,
  });
  const tokens = createTokenStore(core.database.handle);
  const usage = createUsageCounter((uses) =>
    core.database.transaction((_stores, handle) => createTokenStore(handle).addUses(uses)),
  );
  const authServices = createAuthServices(core, usage);
  const invoke = createInvoke<Services & AuthServices>({
    operations: { ...OPERATIONS, ...AUTH_OPERATIONS },
    services: (author) => ({ ...core.services(author), ...authServices(author) }),
    recordDenied: core.recordDenied,
  });
  const authenticate = createAuthenticate({
    tokens,
    usage,
    clock,
    apiKey: { value: API_KEY, role: 'editor' },
  });
  const call: Bench['call'] = (name, input = {}, principal = localPrincipal('tester')) =>
    invoke(name, input, { principal, signal: new AbortController().signal, requestId: randomUUID() });
  return {
    home,
    clock,
    core,
    tokens,
    usage,
    authenticate,
    call,
    create: async (input, principal) => (await call('create_token', input, principal)) as never,
    bearer: (token) => authenticate({ authorization: `Bearer ${token}` }),
    async close() {
      await usage.close();
      await core.close();
    },
  };
}

/** Close benches, and take their homes away. */
export async function discard(...benches: readonly Bench[]): Promise<void> {
  for (const bench of benches) await bench.close();
  for (const { home } of benches) await rm(home, { recursive: true, force: true });
}
