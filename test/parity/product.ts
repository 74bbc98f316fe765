import {
  AUTH_OPERATIONS,
  type AuthServices,
  authMigrations,
  createAuthenticate,
  createAuthServices,
  createTokenStore,
  createUsageCounter,
} from '@mcp-orchestration/auth';
import {
  type AnyOperation,
  composeCore,
  createInvoke,
  loadCatalogue,
  OPERATIONS,
  type Services,
} from '@mcp-orchestration/core';
import type { UserHome } from '../support/user-home.js';

/** Every operation of the product, by its name. */
export const PRODUCT = { ...OPERATIONS, ...AUTH_OPERATIONS };

/** The same, as a list. */
export const CATALOGUE: readonly AnyOperation[] = await loadCatalogue(PRODUCT);

/** How this suite names its servers. */
export const INFO = { name: 'parity', version: '0.0.0' };

/** Find an operation by its name. */
export function operationOf(name: string): AnyOperation {
  const operation = CATALOGUE.find((candidate) => candidate.name === name);
  if (operation === undefined) throw new Error(`There is no operation ${name}.`);
  return operation;
}

/** Put the product together over a user's home, as the program does. */
export async function openProduct(
  user: UserHome,
  { env = {}, allowTargets = false }: { env?: Readonly<Record<string, string>>; allowTargets?: boolean } = {},
) {
  const core = await composeCore({
    home: user.state,
    migrations: authMigrations,
    allowedTargets: allowTargets ? [user.folder] : [],
    machine: {
      platform: process.platform as 'darwin' | 'linux' | 'win32',
      homeDirectory: user.folder,
      env: { ...user.env, ...env },
      workingDirectory: user.folder,
    },
  });
  const tokens = createTokenStore(core.database.handle as never);
  const usage = createUsageCounter((uses) =>
    core.database.transaction((_stores, handle) => createTokenStore(handle as never).addUses(uses)),
  );
  const authServices = createAuthServices(core, usage);
  const invoke = createInvoke<Services & AuthServices>({
    operations: PRODUCT,
    services: (author) => ({ ...core.services(author), ...authServices(author) }),
    recordDenied: (author) => core.recordDenied(author),
  });
  return {
    core,
    invoke,
    authenticate: createAuthenticate({ tokens, usage, clock: core.clock }),
    async close() {
      await usage.close();
      await core.close();
    },
  };
}

/** The product, open. */
export type Product = Awaited<ReturnType<typeof openProduct>>;
