import { OrchestrationError } from '../errors.js';
import type { JsonObject } from '../json.js';
import type { Machine } from '../ports/machine.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { type EncodeRequest, encodeEntry } from '../registry/clients/encode-entry.js';
import type { Payload } from '../registry/server-entry.js';
import { inputDefinitions } from './input-definitions.js';

/** A release as a client's file is to hold it. */
export interface EncodedRelease {
  readonly wanted: ReadonlyMap<string, JsonObject>;
  /** The definitions of the inputs that it refers to, by name; empty for a client that asks its user for none. */
  readonly inputs: ReadonlyMap<string, JsonObject>;
  /** Values that stand in it in place of references: to be masked wherever it is shown. */
  readonly secrets: readonly string[];
}

/**
 * Spell every entry of a payload as the client does. With `inline_secrets`, references that the client cannot look
 * up are replaced by the values of this machine's environment.
 * @throws OrchestrationError `draft_invalid`, `secret_unresolvable`, `secret_missing`.
 */
export function encodeRelease(
  client: ClientDefinition,
  payload: Payload,
  { machine, inline_secrets: inline }: { machine: Machine; inline_secrets: boolean },
): EncodedRelease {
  const resolve = inline ? (name: string) => machine.env[name] : undefined;
  const wanted = new Map<string, JsonObject>();
  const secrets: string[] = [];
  const refusals: OrchestrationError[] = [];
  for (const [name, entry] of Object.entries(payload.mcpServers)) {
    try {
      const encoded = encodeEntry(client, { name, entry, machine, resolve });
      wanted.set(name, encoded.members);
      secrets.push(...encoded.secrets);
    } catch (error) {
      if (!(error instanceof OrchestrationError)) throw error;
      refusals.push(error);
    }
  }
  refuseAll(refusals);
  return { wanted, inputs: inputDefinitions(client, wanted), secrets };
}

/** One error for all entries that are refused for the same reason: what is mended is mended at once. */
function refuseAll([first, ...others]: readonly OrchestrationError[]): void {
  if (first === undefined) return;
  const alike = [first, ...others.filter(({ code }) => code === first.code)];
  throw new OrchestrationError(first.code, {
    message: alike.map(({ message }) => message).join(' '),
    errors: alike.flatMap(({ errors = [] }) => errors),
  });
}

const UNTOLD: ReadonlySet<string> = new Set(['secret_unresolvable', 'draft_invalid']);

/**
 * One entry in the client's spelling; undefined where that depends on secrets, which are not looked up to compare
 * (unless by `resolve`), and where the client cannot hold it: a deploy then says why.
 */
export function encodeToCompare(client: ClientDefinition, request: EncodeRequest): JsonObject | undefined {
  try {
    return encodeEntry(client, request).members;
  } catch (error) {
    const known = error instanceof OrchestrationError && UNTOLD.has(error.code);
    if (known) return undefined;
    throw error;
  }
}
