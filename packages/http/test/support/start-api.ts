import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  composeCore,
  createAnswerState,
  createInvoke,
  loadCatalogue,
  localPrincipal,
  OPERATIONS,
  publicJwks,
  type Services,
} from '@mcp-orchestration/core';
import { describeTools, handleMcpRequest } from '@mcp-orchestration/mcp-stdio';
import { onTestFinished } from 'vitest';
import type { AppParts } from '../../src/app-parts.js';
import { createApp } from '../../src/create-app.js';
import { startServer } from '../../src/server/start-server.js';

export const API_KEY = 'an-api-key-of-more-than-32-characters';
export const PRODUCT = { ...OPERATIONS, ...AUTH_OPERATIONS };

export const ALL_OPERATIONS = await loadCatalogue(PRODUCT);

const TOOLS = describeTools(ALL_OPERATIONS);
export const INFO = { name: 'mcp-orchestration', version: '0.0.0-test' };

/** A real server over a real core in a home of its own. */
export interface TestApi {
  readonly url: string;
  readonly home: string;
  readonly parts: AppParts;
  /** Call an operation as the person at the machine, past HTTP. */
  call(name: string, input?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Make a token, and get its secret. */
  makeToken(input?: Record<string, unknown>): Promise<string>;
  /** Send a request with the API key, or with the headers given. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** The same, with a JSON body. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** Start the API; it is stopped, and its home removed, when the test ends. */
export async function startApi(changes: Partial<AppParts> = {}): Promise<TestApi> {
  const api = await openApi(changes);
  onTestFinished(() => api.close());
  return api;
}

/** Start the API for as long as the caller says. */
export async function openApi(changes: Partial<AppParts> = {}): Promise<TestApi> {
  const folder = await mkdtemp(join(tmpdir(), 'http-'));
  const home = join(folder, 'home');
  const parts = await composeParts(home, folder);
  const app = createApp({ ...parts.app, ...changes });
  const server = await startServer({ app, host: '127.0.0.1', port: 0 });
  const request: TestApi['request'] = (path, { headers, ...init } = {}) =>
    fetch(`${server.url}${path}`, { ...init, headers: { 'x-api-key': API_KEY, ...headers } });
  return {
    url: server.url,
    home,
    parts: parts.app,
    call: parts.call,
    makeToken: async (input = { role: 'admin' }) => String((await parts.call('create_token', input)).token),
    request,
    post: (path, body = {}, headers = {}) =>
      request(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    async close() {
      await server.close();
      await parts.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function composeParts(home: string, userHome: string) {
  const core = await composeCore({
    home,
    migrations: authMigrations,
    machine: { platform: 'linux', homeDirectory: userHome, env: {}, workingDirectory: userHome },
  });
  const usage = createUsageCounter((uses) =>
    core.database.transaction((_stores, handle) => createTokenStore(handle as never).addUses(uses)),
  );
  const authServices = createAuthServices(core, usage);
  const tokens = createTokenStore(core.database.handle as never);
  const invoke = createInvoke<Services & AuthServices>({
    operations: PRODUCT,
    services: (author) => ({ ...core.services(author), ...authServices(author) }),
    recordDenied: (author) => core.recordDenied(author),
  });
  const principal = localPrincipal('test');
  const authenticate = createAuthenticate({
    tokens,
    usage,
    clock: core.clock,
    apiKey: { value: API_KEY, role: 'admin' },
  });
  const app: AppParts = {
    invoke,
    catalogue: ALL_OPERATIONS,
    info: INFO,
    host: '127.0.0.1',
    authenticate,
    recognize: authenticate.recognize,
    state: createAnswerState(core),
    auditLog: core.database.stores.audit,
    jwks: () => publicJwks(core.database.stores),
    ready: async () => void (await core.database.stores.keys.list()),
    mcp: (request, who, counted) =>
      handleMcpRequest(
        { invoke: counted, operations: PRODUCT, tools: TOOLS, principal: who, info: INFO },
        request,
      ),
  };
  return {
    app,
    call: (name: string, input: Record<string, unknown> = {}) =>
      invoke(name, input, { principal, signal: new AbortController().signal, requestId: 'test' }),
    async close() {
      await usage.close();
      await core.close();
    },
  };
}
