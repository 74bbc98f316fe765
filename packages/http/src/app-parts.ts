import type { HttpBindings } from '@hono/node-server';
import type { AnyOperation, Invoke, Principal } from '@mcp-orchestration/core';
import type { DriftSource } from './events/drift.js';
import type { AuditLog } from './events/tail.js';
import type { Instrumentation } from './otel/find-instrumentation.js';

/** What one answered request is logged as. */
export interface RequestRecord {
  readonly request_id: string;
  readonly method: string;
  /** The route's pattern, never the address itself: that may hold anything. */
  readonly route: string;
  readonly status: number;
  readonly duration_ms: number;
  /** `kind:id` of who called, where that is known. */
  readonly principal?: string;
}

/** The credentials of a request, as its headers hold them. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly apiKey?: string | undefined;
}

/** An identity provider, and the audience that its tokens must name. */
export interface ProtectedBy {
  readonly issuer: string;
  readonly audience: string;
}

/** What the HTTP API is made of. Siblings never meet: all of it is given. */
export interface AppParts {
  readonly invoke: Invoke;
  readonly catalogue: readonly AnyOperation[];
  /** Find out who calls. @throws OrchestrationError `unauthenticated`. */
  readonly authenticate: (credentials: Credentials) => Promise<Principal>;
  /** Who calls, where that is known at once; undefined says nothing. Without it `authenticate` is asked each time. */
  readonly recognize?: ((credentials: Credentials) => Principal | undefined) | undefined;
  /** MCP over streamable HTTP: answers one POST to `/mcp` by the `invoke` given. Without it there is none. */
  readonly mcp?: (request: Request, principal: Principal, invoke: Invoke) => Promise<Response>;
  /**
   * Names what an operation's answers follow from beside the question: under one name they are the same. undefined
   * where they follow from more, or that cannot be told. Without it no answer is given again; see `createRepeater`.
   */
  readonly state?: ((operation: AnyOperation) => string | undefined) | undefined;
  /** The audit log, which `/v1/events` follows; without it there are no events. */
  readonly auditLog?: AuditLog | undefined;
  /** Where drifts are told of, for `/v1/events` and `/metrics`; without it there are none. */
  readonly drift?: DriftSource | undefined;
  /** The identity provider whose tokens `authenticate` takes, for clients that look for it (RFC 9728). */
  readonly identityProvider?: ProtectedBy | undefined;
  /** The public halves of the signing keys. */
  readonly jwks: () => Promise<{ readonly keys: readonly object[] }>;
  /** Resolves when requests can be served. @throws OrchestrationError `unavailable`. */
  readonly ready: () => Promise<void>;
  readonly info: { readonly name: string; readonly version: string };
  /** The address that is listened on: on loopback, only loopback names are served. */
  readonly host: string;
  /** Origins that browsers may call from. None: any, without credentials. */
  readonly corsOrigins?: readonly string[] | undefined;
  /** Further names under which this server is reached, with or without a port: behind a reverse proxy. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Requests that one principal, or one address without credentials, may send in a minute. None: any number. */
  readonly rateLimit?: number | undefined;
  /** Whether the last address of X-Forwarded-For is the caller's: a reverse proxy sets it, anyone else may forge it. */
  readonly trustProxy?: boolean | undefined;
  /**
   * The folder with the files of `/docs` and `/redoc`. Unless given, `assets/` beside the module that this code runs
   * in, or one folder above it, so that a bundle has to copy this package's `dist/assets` to its own `dist/assets`.
   */
  readonly assetsFolder?: string | undefined;
  /** Traces each request; see `findInstrumentation`. */
  readonly instrumentation?: Instrumentation | undefined;
  readonly log?: ((record: RequestRecord) => void) | undefined;
  /** Does something, so that what is logged by it is written at once, and before it returns. */
  readonly logTogether?: ((work: () => void) => void) | undefined;
  /** Told of each error that callers see as `internal` and that no operation threw. */
  readonly onInternalError?:
    | ((error: unknown, facts: { readonly operation: string; readonly requestId: string }) => void)
    | undefined;
}

/** What middleware leaves for those after it. */
export interface AppEnv {
  Bindings: HttpBindings & {
    /** Aborted when the server closes: streams end by it. */
    readonly closing: AbortSignal;
    /** Who calls, where that was found out before Hono had the request. */
    readonly principal?: Principal | undefined;
  };
  Variables: {
    requestId: string;
    principal: Principal;
    /** Whose answer it is, where it may be given again; see `createRepeater`. */
    repeatable?: { readonly operation: AnyOperation; readonly state: string };
    /** The address of the metadata of RFC 9728, where there are any. */
    resourceMetadata?: string;
  };
}
