import { createAuthenticate } from '@mcp-orchestration/auth';
import { publicJwks } from '@mcp-orchestration/core';
import { type App, createApp } from '@mcp-orchestration/http';
import { handleMcpRequest } from '@mcp-orchestration/mcp-stdio';
import type { Local } from '../compose.js';
import { VERSION } from '../version.js';
import { type Log, levelOfStatus } from './log.js';

/** What the HTTP application is set up with. */
export interface HttpSettings {
  readonly host: string;
  readonly corsOrigins: readonly string[];
  readonly allowedHosts: readonly string[];
  /** The value of `X-API-Key`; without it there is none. */
  readonly apiKey: string | undefined;
}

/**
 * Put the HTTP API together: operations, tokens, MCP.
 * @throws OrchestrationError `invalid_input` where the API key is unfit.
 */
export function createHttpApp(local: Local, { settings, log }: { settings: HttpSettings; log: Log }): App {
  const { core, invoke, catalogue, tokens, usage } = local;
  const { apiKey, ...rest } = settings;
  const info = { name: 'mcp-orchestration', version: VERSION };
  return createApp({
    ...rest,
    invoke,
    catalogue,
    info,
    authenticate: createAuthenticate({
      tokens,
      usage,
      clock: core.clock,
      ...(apiKey === undefined ? {} : { apiKey: { value: apiKey, role: 'deployer' as const } }),
    }),
    mcp: (request, principal) => handleMcpRequest({ invoke, catalogue, principal, info }, request),
    jwks: () => publicJwks(core.database.stores),
    ready: async () => {
      await core.database.stores.keys.list();
    },
    log: (record) => log(levelOfStatus(record.status), { ...record }),
    onInternalError: (error, facts) => logInternalError(log, error, facts),
  });
}

/** The one place that sees the text of an error that callers know as `internal`. */
export function logInternalError(
  log: Log,
  error: unknown,
  facts: { operation: string; requestId: string },
): void {
  log('error', {
    operation: facts.operation,
    request_id: facts.requestId,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
}
