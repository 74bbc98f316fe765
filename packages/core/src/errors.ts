/**
 * The one table of errors. A code's kind decides the HTTP status and the exit code; message and hint are the
 * defaults, which a throw may make more exact. Codes are promises: scripts match on them.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'too_large'
  | 'unsupported_media'
  | 'rate_limited'
  | 'unavailable'
  | 'internal';

/** HTTP status of each kind of error. */
export const HTTP_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ErrorKind, number>;

/** Exit code of the CLI for each kind of error. 0 is success; 7 is drift found by `status --exit-code`. */
export const EXIT_CODE = {
  invalid: 2,
  unauthenticated: 5,
  forbidden: 5,
  not_found: 3,
  method_not_allowed: 2,
  conflict: 4,
  too_large: 2,
  unsupported_media: 2,
  rate_limited: 6,
  unavailable: 6,
  internal: 1,
} as const satisfies Record<ErrorKind, number>;

interface ErrorFacts {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly hint?: string;
}

/** Every error code, with its kind and its default words. */
export const ERRORS = {
  // Common: any operation may answer these.
  invalid_input: { kind: 'invalid', message: 'The input is not valid.' },
  unauthenticated: {
    kind: 'unauthenticated',
    message: 'Credentials are missing or not valid.',
    hint: 'Send "Authorization: Bearer <token>"; make a token with: mcp-orchestration token create',
  },
  forbidden: { kind: 'forbidden', message: 'You do not have the permission that this needs.' },
  revision_conflict: {
    kind: 'conflict',
    message: 'The draft was changed by someone else meanwhile.',
    hint: 'Read the draft again and repeat the change.',
  },
  unavailable: {
    kind: 'unavailable',
    message: 'The database cannot be used right now.',
    hint: 'Run: mcp-orchestration doctor',
  },
  internal: {
    kind: 'internal',
    message: 'Something went wrong that should not have.',
    hint: 'The log has the details under the request id.',
  },
  // Things that were asked for and are not there.
  operation_not_found: { kind: 'not_found', message: 'There is no such operation.' },
  route_not_found: {
    kind: 'not_found',
    message: 'There is nothing at this address.',
    hint: 'See /openapi.json.',
  },
  client_not_found: {
    kind: 'not_found',
    message: 'There is no such client.',
    hint: 'List the clients with: mcp-orchestration client list --all',
  },
  config_not_found: {
    kind: 'not_found',
    message: 'Nothing has been published for this client and profile.',
    hint: 'Draft servers, then run: mcp-orchestration publish',
  },
  server_not_found: {
    kind: 'not_found',
    message: 'There is no such server.',
    hint: 'Search the catalogue with: mcp-orchestration server list --search WORD',
  },
  artifact_not_found: {
    kind: 'not_found',
    message: 'No release of this client and profile has this artifact.',
  },
  release_not_found: {
    kind: 'not_found',
    message: 'There is no such release.',
    hint: 'List the releases with: mcp-orchestration history',
  },
  deployment_not_found: {
    kind: 'not_found',
    message: 'Nothing of this client and profile is deployed in this file.',
  },
  backup_not_found: {
    kind: 'not_found',
    message: 'There is no such backup.',
    hint: 'List the backups with: mcp-orchestration backup list',
  },
  token_not_found: { kind: 'not_found', message: 'There is no such token.' },
  key_not_found: { kind: 'not_found', message: 'There is no such key.' },
  resource_not_found: { kind: 'not_found', message: 'There is no such resource.' },
  file_not_found: { kind: 'not_found', message: 'The file does not exist.' },
  // Drafts and releases.
  draft_empty: {
    kind: 'invalid',
    message: 'The draft holds no servers.',
    hint: 'Add one with: mcp-orchestration draft add SERVER_ID',
  },
  draft_invalid: {
    kind: 'invalid',
    message: 'The draft is not valid.',
    hint: 'The errors name each server and field.',
  },
  draft_outdated: {
    kind: 'conflict',
    message: 'Another release has been published since this draft was begun.',
    hint: 'Start again from it with: mcp-orchestration draft reset; or publish with --force to go over it.',
  },
  server_name_taken: {
    kind: 'conflict',
    message: 'The draft already has a server of this name.',
    hint: 'Give another name with --name, or remove that server first.',
  },
  server_exists: { kind: 'conflict', message: 'A server of this id is already registered.' },
  keys_missing: {
    kind: 'conflict',
    message: 'There is no signing key.',
    hint: 'Make one with: mcp-orchestration key init',
  },
  key_unavailable: {
    kind: 'conflict',
    message: 'This host does not hold the private half of the active signing key.',
    hint: 'Publish on the host that has it, or rotate to a key of this host with: mcp-orchestration key rotate',
  },
  release_unverified: {
    kind: 'conflict',
    message: 'The release does not verify.',
    hint: 'See what failed with: mcp-orchestration verify',
  },
  // Deployment.
  config_unparsable: {
    kind: 'conflict',
    message: "The client's file does not parse; it was left as it is.",
    hint: 'Repair it at the line and column named, then deploy again.',
  },
  config_unreadable: { kind: 'conflict', message: "The client's file cannot be read." },
  config_unsupported: {
    kind: 'conflict',
    message: "The client's file holds something that cannot be edited safely; it was left as it is.",
  },
  config_changed: {
    kind: 'conflict',
    message: "The client's file kept changing while it was being written; nothing was lost.",
    hint: 'Close the client and deploy again.',
  },
  config_unwritable: { kind: 'conflict', message: "The client's file cannot be written." },
  deploy_conflict: {
    kind: 'conflict',
    message: 'The file holds entries of these names that are not ours or were edited by hand.',
    hint: "Use --force to take the release's entries; what they replace is kept and comes back on undeploy.",
  },
  deploy_busy: {
    kind: 'conflict',
    message: 'Another deploy is working on this file.',
    hint: 'Wait for it to end and repeat.',
  },
  downgrade_refused: {
    kind: 'conflict',
    message: 'A newer release is deployed in this file.',
    hint: 'To go back, use: mcp-orchestration rollback --to N --deploy; or deploy with --force.',
  },
  no_config_location: {
    kind: 'invalid',
    message: 'This client has no config file here.',
    hint: 'Name one with --target FILE, or a project with --project DIR.',
  },
  target_forbidden: {
    kind: 'forbidden',
    message: 'Files outside the folders that this server allows may not be named.',
    hint: 'Start the server with --allow-target DIR to allow a folder.',
  },
  secret_unresolvable: {
    kind: 'invalid',
    message: 'This client cannot refer to secrets, so they would be written into its file.',
    hint: 'Allow that with --inline-secrets (values are read from the environment), or choose another client.',
  },
  secret_missing: {
    kind: 'invalid',
    message: 'An environment variable that the release refers to is not set.',
    hint: 'Set it in the environment of this command and repeat.',
  },
  consent_declined: {
    kind: 'forbidden',
    message: 'The person behind the client did not agree to the change; nothing was written.',
  },
  // Tokens.
  permission_escalation: {
    kind: 'forbidden',
    message: 'You cannot grant a permission that you do not hold.',
  },
  // Transports.
  method_not_allowed: {
    kind: 'method_not_allowed',
    message: 'This address does not answer this method.',
    hint: 'The Allow header names those it does.',
  },
  body_too_large: { kind: 'too_large', message: 'The body is too large.', hint: 'The limit is 1 MiB.' },
  unsupported_media_type: {
    kind: 'unsupported_media',
    message: 'The body is not JSON.',
    hint: 'Send "Content-Type: application/json".',
  },
  rate_limited: { kind: 'rate_limited', message: 'Too many requests.', hint: 'Wait and repeat.' },
  host_forbidden: { kind: 'forbidden', message: 'This Host is not served here.' },
  origin_forbidden: { kind: 'forbidden', message: 'This Origin is not allowed.' },
} as const satisfies Record<string, ErrorFacts>;

/** A code of the table. */
export type ErrorCode = keyof typeof ERRORS;

/** One fault within an error: of a field of the input, or of a server of a draft. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  /** Where: a dotted path in the input (`server.args.0`), or a server's name with its field. */
  readonly field?: string;
  readonly server?: string;
  readonly severity?: 'error' | 'warning';
}

/** What of an error its caller may see. The same object on every surface. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly message: string;
  readonly hint?: string;
  readonly errors?: readonly ErrorDetail[];
}

interface ErrorOptions {
  /** Replaces the table's message; names what was wrong and where. Never a secret. */
  readonly message?: string;
  readonly hint?: string;
  readonly errors?: readonly ErrorDetail[];
  /** For the log alone. */
  readonly cause?: unknown;
}

/** The error that operations throw and transports translate. */
export class OrchestrationError extends Error {
  override readonly name = 'OrchestrationError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly errors: readonly ErrorDetail[] | undefined;

  constructor(code: ErrorCode, options: ErrorOptions = {}) {
    super(
      options.message ?? ERRORS[code].message,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    const facts: ErrorFacts = ERRORS[code];
    this.code = code;
    this.hint = options.hint ?? facts.hint;
    this.errors = options.errors;
  }

  get kind(): ErrorKind {
    return ERRORS[this.code].kind;
  }

  /** What the caller may see: no cause, no stack. */
  toReport(): ErrorReport {
    return {
      code: this.code,
      kind: this.kind,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}
