export { createApiKeyCheck } from './api-key.js';
export {
  type Authenticate,
  type AuthenticateParts,
  type Credentials,
  createAuthenticate,
} from './authenticate.js';
export { AUTH_OPERATIONS } from './catalogue.js';
export {
  createIdentityProvider,
  type IdentityProvider,
  type IdentityProviderOptions,
} from './oidc/create-identity-provider.js';
export { type AuthServices, createAuthServices } from './services.js';
export { authMigrations } from './storage/migrations.js';
export { createTokenStore } from './storage/token-store.js';
export type { Token, TokenStore, TokenUsage, TokenUses } from './token.js';
export { createUsageCounter, type UsageCounter } from './usage-counter.js';
