import { createAuthenticate, createIdentityProvider } from '@mcp-orchestration/auth';
import { createAnswerState, loadCatalogue, maskText, publicJwks } from '@mcp-orchestration/core';
import { type App, createApp, findInstrumentation } from '@mcp-orchestration/http';
import { handleMcpRequest } from '@mcp-orchestration/mcp-stdio';
import { ALL_OPERATIONS } from '../all-operations.js';
import type { Local } from '../compose.js';
import { MCP_TOOLS } from '../mcp-tools.js';
import { VERSION } from '../version.js';
import type { DriftFeed } from './drift-feed.js';
import type { JoinedWrites } from './join-writes.js';
import type { Log } from './log.js';
import { logRequests } from './log-requests.js';
import type { ServerConfig } from './server-config.js';

/** What the HTTP application is set up with. */
export interface HttpSetup {
  readonly config: ServerConfig;
  /** The value of `X-API-Key`; without it there is none. */
  readonly apiKey: string | undefined;
  readonly log: Log;
  readonly logTogether?: JoinedWrites['together'];
  readonly drift?: Pick<DriftFeed, 'subscribe'> | undefined;
}

const INFO = { name: 'mcp-orchestration', version: VERSION };

/**
 * Put the HTTP API together: operations, tokens, MCP.
 * @throws OrchestrationError `invalid_input` where the API key is unfit.
 */
export async function createHttpApp(local: Local, setup: HttpSetup): Promise<App> {
  const { core, invoke } = local;
  const catalogue = await loadCatalogue(ALL_OPERATIONS);
  const { config, log, drift } = setup;
  const identityProvider = providerOf(config);
  const authenticate = authenticateOf(local, setup);
  return createApp({
    invoke,
    catalogue,
    info: INFO,
    host: config.host,
    corsOrigins: config.cors_origins,
    allowedHosts: config.allowed_hosts,
    trustProxy: config.trust_proxy,
    rateLimit: config.rate_limit,
    authenticate,
    recognize: authenticate.recognize,
    identityProvider,
    auditLog: core.database.stores.audit,
    drift,
    state: createAnswerState(core),
    mcp: (request, principal, counted) =>
      handleMcpRequest(
        { invoke: counted, operations: ALL_OPERATIONS, tools: MCP_TOOLS, principal, info: INFO },
        request,
      ),
    jwks: () => publicJwks(core.database.stores),
    ready: async () => {
      await core.database.stores.keys.list();
    },
    instrumentation: await findInstrumentation(INFO),
    log: logRequests(log),
    logTogether: setup.logTogether,
    onInternalError: (error, facts) => logInternalError(log, error, facts),
  });
}

function providerOf({ oidc_issuer: issuer, oidc_audience: audience }: ServerConfig) {
  return issuer === undefined || audience === undefined ? undefined : { issuer, audience };
}

function authenticateOf({ core, tokens, usage }: Local, { config, apiKey }: HttpSetup) {
  const { clock } = core;
  const provider = providerOf(config);
  return createAuthenticate({
    tokens,
    usage,
    clock,
    apiKey: apiKey === undefined ? undefined : { value: apiKey, role: config.api_key_role },
    identityProvider:
      provider === undefined
        ? undefined
        : createIdentityProvider({ ...provider, maxTokenAge: config.oidc_max_age, clock }),
  });
}

/** The one place that sees the text of an error that callers know as `internal`. Secrets in it are masked. */
export function logInternalError(
  log: Log,
  error: unknown,
  facts: { operation: string; requestId: string },
): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log('error', { operation: facts.operation, request_id: facts.requestId, error: maskText(text) });
}
