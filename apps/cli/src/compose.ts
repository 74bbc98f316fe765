import { randomUUID } from 'node:crypto';
import {
  type AuthServices,
  authMigrations,
  createAuthServices,
  createTokenStore,
  createUsageCounter,
  type TokenStore,
  type UsageCounter,
} from '@mcp-orchestration/auth';
import {
  type Core,
  type CoreOptions,
  composeCore,
  createInvoke,
  homeFolder,
  type Invoke,
  localPrincipal,
  localUser,
  OrchestrationError,
  type Permission,
  type Principal,
  type Services,
} from '@mcp-orchestration/core';
import {
  ALL_OPERATIONS,
  type Answers,
  type GivenFields,
  type OperationName,
  type Operations,
  readFields,
} from './all-operations.js';

/** How the parts are put together. */
export interface LocalOptions {
  readonly home?: string | undefined;
  /** What the person at the machine may do in this process; everything unless given. */
  readonly permissions?: readonly Permission[] | undefined;
  /** Folders under which callers over the network may name files. */
  readonly allowedTargets?: readonly string[] | undefined;
  /** Told of each error that callers see as `internal`. */
  readonly onInternalError?: (error: unknown, facts: { operation: string; requestId: string }) => void;
}

/** The product over its real adapters, in this process. */
export interface Local extends Operations {
  readonly core: Core;
  readonly invoke: Invoke;
  /** The person at the machine. */
  readonly principal: Principal;
  readonly tokens: TokenStore;
  readonly usage: UsageCounter;
}

/**
 * The one place that picks adapters.
 * @throws OrchestrationError `unavailable` where the home or its database cannot be opened.
 */
export async function openLocal(options: LocalOptions = {}): Promise<Local> {
  const { home, permissions, allowedTargets = [], onInternalError } = options;
  const core = await openCore({ home, allowedTargets });
  const tokens = createTokenStore(core.database.handle as never);
  const usage = createUsageCounter((uses) =>
    core.database.transaction((_stores, handle) => createTokenStore(handle as never).addUses(uses), {
      aside: true,
    }),
  );
  const authServices = createAuthServices(core, usage);
  const invoke = createInvoke<Services & AuthServices>({
    operations: ALL_OPERATIONS,
    services: (author) => ({ ...core.services(author), ...authServices(author) }),
    recordDenied: core.recordDenied,
    ...(onInternalError === undefined ? {} : { onInternalError }),
  });
  const principal = localPrincipal(localUser(), permissions);
  return {
    core,
    invoke,
    principal,
    tokens,
    usage,
    call: (name, input = {}) => callAs({ invoke, principal }, { name, input }),
    async close() {
      await usage.close();
      await core.close();
    },
  };
}

async function openCore(options: Pick<CoreOptions, 'home' | 'allowedTargets'>): Promise<Core> {
  try {
    return await composeCore({ ...options, migrations: authMigrations });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    throw new OrchestrationError('unavailable', {
      message: `The home ${homeFolder(options.home)} cannot be used (${error.code}).`,
      hint: 'See that it is a folder that this user may write, or choose another with --home DIR.',
      cause: error,
    });
  }
}

async function callAs<Name extends OperationName>(
  { invoke, principal }: Pick<Local, 'invoke' | 'principal'>,
  { name, input }: { readonly name: Name; readonly input: GivenFields },
): Promise<Answers<Name>> {
  let requestId: string | undefined;
  const call = {
    principal,
    signal: new AbortController().signal,
    // Seldom looked at, and what makes it takes long to load.
    get requestId() {
      requestId ??= randomUUID();
      return requestId;
    },
  };
  return (await invoke(name, await readFields(name, input), call)) as Answers<Name>;
}
