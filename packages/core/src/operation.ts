import type { z } from 'zod';
import type { ErrorCode } from './errors.js';
import type { Machine } from './ports/machine.js';
import type { Permission, Principal } from './principal.js';

/** What one call brings besides its input. */
export interface Call {
  readonly principal: Principal;
  /** Aborted when the caller has gone. Looked at between steps; never in the middle of a change. */
  readonly signal: AbortSignal;
  /** Found again in logs and in the answer. */
  readonly requestId: string;
}

/** What there is beside the database, as far as it may be looked at to see whether an answer still holds. */
export interface Surroundings {
  readonly machine: Machine;
  /** Whether there is anything at a path, links not followed. */
  readonly isThere: (path: string) => boolean;
}

/** What an operation does to the world: nothing, a change, or a change that takes something away. */
export type Effect = 'read' | 'write' | 'destructive';

/** An HTTP method and address, with `{parameters}`: `POST /v1/config/{client_id}/{profile_id}/publish`. */
export type HttpAddress = `${'GET' | 'POST' | 'DELETE'} /v1/${string}`;

/**
 * One thing that can be done, stated once. Transports derive from these facts; none holds logic of its own.
 * `Services` is what `run` needs, given by the composition.
 */
export interface Operation<
  Services = never,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
  Name extends string = string,
> {
  /** snake_case: the MCP tool name, the OpenAPI operationId, the audit log's word. */
  readonly name: Name;
  /** One line, imperative, ends with a stop. */
  readonly summary: string;
  /** For people and for models: when to use it, what it changes, what comes next. */
  readonly description: string;
  readonly permission: Permission;
  readonly effect: Effect;
  /**
   * `own`: the operation itself holds limited principals to their clients and profiles, and its tests say how. Else
   * `invoke` does, by the fields `client_id` and `profile_id` of the input; what changes something without naming
   * what a principal is limited by concerns all of them, and is refused to it.
   */
  readonly reach?: 'own';
  /**
   * Stated of a read whose answer follows from its input, from what its principal may reach and from the database
   * alone; or also from the text that this gives. A transport may then give an answer again while none of them has
   * changed.
   */
  readonly repeatable?: true | ((surroundings: Surroundings) => string);
  /** Literal, so that a search for the address lands here. */
  readonly http: HttpAddress;
  /** Whether it is an MCP tool. */
  readonly mcp: boolean;
  readonly input: Input;
  readonly output: Output;
  /** The codes it may answer besides the common ones (`COMMON_ERRORS`). Anything else becomes `internal`. */
  readonly errors: readonly ErrorCode[];
  readonly run: (services: Services, input: z.output<Input>, call: Call) => Promise<z.input<Output>>;
}

/** Any operation, for lists of them. */
// biome-ignore lint/suspicious/noExplicitAny: `run` is contravariant in its services and input; a list of operations holds them all.
export type AnyOperation = Operation<any, any, any>;

/** The codes that any operation may answer. */
export const COMMON_ERRORS = [
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'unavailable',
  'revision_conflict',
  'internal',
] as const satisfies readonly ErrorCode[];

/** State an operation. Gives it back, typed. */
export function defineOperation<Services>() {
  return <Input extends z.ZodObject, Output extends z.ZodObject, const Name extends string>(
    operation: Operation<Services, Input, Output, Name>,
  ): Operation<Services, Input, Output, Name> => operation;
}
