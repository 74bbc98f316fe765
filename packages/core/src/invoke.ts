import type { z } from 'zod';
import { type ErrorDetail, OrchestrationError } from './errors.js';
import { isIdentifier } from './identifier.js';
import { invalidField } from './invalid-field.js';
import { isJsonObject } from './json.js';
import type { Operations } from './load-catalogue.js';
import { type AnyOperation, type Call, COMMON_ERRORS } from './operation.js';
import type { AuditFacts } from './ports/stores.js';
import { holds, mayReach, type Permission, type Principal } from './principal.js';
import { findProtoKey } from './proto-key.js';
import type { Authorship } from './unit-of-work.js';

/** The one path to every operation: authorise, parse, check the resource, run, parse. */
export type Invoke = (name: string, input: unknown, call: Call) => Promise<Record<string, unknown>>;

/** What {@link createInvoke} is made of. */
export interface InvokeParts<Services> {
  readonly operations: Operations;
  /** The services of one call; its changes are recorded under its author. */
  readonly services: (author: Authorship) => Services;
  /** Record a call that was refused, where the operation would have changed something. */
  readonly recordDenied?: (author: Authorship, facts: AuditFacts) => Promise<void>;
  /** Told of each error that becomes `internal`: the only place that sees its text. */
  readonly onInternalError?: (error: unknown, facts: { operation: string; requestId: string }) => void;
}

/** Make {@link Invoke} over operations. Each is loaded by its first call. */
export function createInvoke<Services>(parts: InvokeParts<Services>): Invoke {
  const find = finderOf(parts.operations);
  return async (name, input, call) => {
    const operation = await find(name);
    const author = { operation: operation.name, principal: call.principal };
    try {
      requirePermission(call.principal, operation.permission);
      requireScope(call.principal, operation);
      const parsed = parseInput(operation.input, input);
      requireReach(call.principal, parsed);
      const output = await operation.run(parts.services(author), parsed, call);
      return operation.output.parse(output);
    } catch (error) {
      const known = call.signal.aborted && error === call.signal.reason ? GONE : declared(operation, error);
      if (known?.kind === 'forbidden' && operation.effect !== 'read') {
        await parts.recordDenied?.(author, namedIn(operation, input));
      }
      if (known !== undefined) throw known;
      parts.onInternalError?.(error, { operation: name, requestId: call.requestId });
      throw new OrchestrationError('internal', { cause: error });
    }
  };
}

/** Find an operation by its name, loading it the first time. */
function finderOf(operations: Operations): (name: string) => Promise<AnyOperation> {
  const loaded = new Map<string, AnyOperation>();
  return async (name) => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const load = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (load === undefined) throw new OrchestrationError('operation_not_found');
    const operation = await load();
    loaded.set(name, operation);
    return operation;
  };
}

/** The client and profile that a call was about, so that a refusal is found under them. */
function namedIn({ input: schema }: AnyOperation, input: unknown): AuditFacts {
  const read = schema.safeParse(input ?? {});
  const given: unknown = read.success ? read.data : input;
  const named = (field: 'client_id' | 'profile_id'): Pick<AuditFacts, typeof field> => {
    const value = isJsonObject(given) && field in schema.shape ? given[field] : undefined;
    return typeof value === 'string' && isIdentifier(value) ? { [field]: value } : {};
  };
  return { ...named('client_id'), ...named('profile_id') };
}

/** Nobody hears it; it keeps a caller who left out of the log of faults. */
const GONE = new OrchestrationError('unavailable', { message: 'The caller has gone; nothing was changed.' });

/**
 * Refuse a principal that lacks a permission. For operations that need a second one in some cases.
 * @throws OrchestrationError `forbidden`, naming the permission.
 */
export function requirePermission(principal: Principal, permission: Permission): void {
  if (holds(principal, permission)) return;
  throw new OrchestrationError('forbidden', {
    message: `This needs the permission ${permission}.`,
    hint: 'Use a token that has it, or ask whoever manages the tokens for one.',
  });
}

/**
 * Refuse a principal that is limited to other clients or profiles. For operations that work on a second one.
 * @throws OrchestrationError `forbidden`.
 */
export function requireReach(principal: Principal, input: Record<string, unknown>): void {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const client = text(input.client_id);
  const profile = text(input.profile_id);
  const resource = {
    ...(client === undefined ? {} : { client_id: client }),
    ...(profile === undefined ? {} : { profile_id: profile }),
  };
  if (mayReach(principal, resource)) return;
  throw new OrchestrationError('forbidden', {
    message: 'These credentials are limited to other clients or profiles.',
  });
}

/** Refuse a limited principal what concerns the clients and profiles beyond its limits too. */
function requireScope(principal: Principal, { effect, reach, input }: AnyOperation): void {
  if (effect === 'read' || reach === 'own') return;
  const beyond = (limit: readonly string[] | undefined, field: string): boolean =>
    limit !== undefined && !Object.hasOwn(input.shape, field);
  if (!beyond(principal.clients, 'client_id') && !beyond(principal.profiles, 'profile_id')) return;
  throw new OrchestrationError('forbidden', {
    message: 'These credentials are limited to some clients or profiles, and this concerns all of them.',
  });
}

/**
 * Parse data by a schema.
 * @throws OrchestrationError `invalid_input` with a field path and message for each fault; the values are not repeated.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const proto = findProtoKey(input);
  if (proto !== undefined) throw invalidField(proto.map(String).join('.'), 'The key "__proto__" is refused.');
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(toDetails).slice(0, TOLD);
  const where = errors.map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`));
  throw new OrchestrationError('invalid_input', {
    message: `The input is not valid: ${where.slice(0, 3).join('; ')}${where.length > 3 ? '; …' : ''}`,
    errors,
  });
}

/** How many faults are told of, and how much of a field's path, in characters. */
const TOLD = 100;
const TOLD_OF_PATH = 200;

const MISSING = 'This field is required.';

function toDetails(issue: z.core.$ZodIssue): ErrorDetail[] {
  const path = (key?: string): { field?: string } => {
    const field = [...issue.path, ...(key === undefined ? [] : [key])].map(String).join('.');
    return field === '' ? {} : { field: field.slice(0, TOLD_OF_PATH) };
  };
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unrecognized_keys',
      ...path(key),
      message: 'There is no such field.',
    }));
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return [{ code: issue.code, ...path(), message: missing ? MISSING : issue.message }];
}

function declared(operation: AnyOperation, error: unknown): OrchestrationError | undefined {
  if (!(error instanceof OrchestrationError) || error.code === 'internal') return undefined;
  const codes: readonly string[] = [...operation.errors, ...COMMON_ERRORS];
  return codes.includes(error.code) ? error : undefined;
}
