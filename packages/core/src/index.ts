/** The public names of the library. */
export { createAnswerState } from './answer-state.js';
export { verifyAuditLog } from './audit/verify-audit-log.js';
export { OPERATIONS } from './catalogue.js';
export { type Core, type CoreOptions, composeCore } from './compose-core.js';
export type { DriftCause, DriftEvent } from './deploy/drift-event.js';
export type { WatchRequest } from './deploy/watch-drift.js';
export {
  ERRORS,
  type ErrorCode,
  type ErrorDetail,
  type ErrorKind,
  type ErrorReport,
  EXIT_CODE,
  HTTP_STATUS,
  OrchestrationError,
} from './errors.js';
export { HOST_ID, homeFolder } from './home.js';
export { identifierSchema, isIdentifier } from './identifier.js';
export { invalidField } from './invalid-field.js';
export { createInvoke, type Invoke, type InvokeParts, parseInput, requirePermission } from './invoke.js';
export { isJsonObject, type Json, type JsonObject, jsonEqual } from './json.js';
export { type JsonSchema, jsonSchemaOf } from './json-schema.js';
export { loadCatalogue, type OperationOf, type Operations, operationsOf } from './load-catalogue.js';
export { localUser } from './local-user.js';
export { maskText } from './mask.js';
export {
  type InputOf,
  type OperationName,
  type Orchestration,
  type OrchestrationOptions,
  type OutputOf,
  openOrchestration,
} from './open-orchestration.js';
export {
  type AnyOperation,
  type Call,
  COMMON_ERRORS,
  defineOperation,
  type Effect,
  type HttpAddress,
  type Operation,
} from './operation.js';
export { oneLine } from './operations/fields.js';
export { type Clock, systemClock } from './ports/clock.js';
export type { Machine } from './ports/machine.js';
export {
  holds,
  localPrincipal,
  mayReach,
  PERMISSIONS,
  type Permission,
  type Principal,
  ROLES,
  type Role,
} from './principal.js';
export { CLIENTS } from './registry/clients/bundled-clients.js';
export type { Payload, RemoteEntry, ServerEntry, StdioEntry } from './registry/server-entry.js';
export type { ServerDefinition } from './registry/servers/server-definition.js';
export type { Change, Services } from './services.js';
export { publicJwks } from './signing/public-jwks.js';
export { parseStrictJson } from './strict-json.js';
export { readTextFields } from './text-input.js';
export type { Authorship } from './unit-of-work.js';
export { type WatchCall, watchFiles } from './watch-files.js';
