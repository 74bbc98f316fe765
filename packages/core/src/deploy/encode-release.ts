import { OrchestrationError } from '../errors.js';
import type { JsonObject } from '../json.js';
import type { Machine } from '../ports/machine.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { encodeEntry } from '../registry/clients/encode-entry.js';
import type { Payload } from '../registry/server-entry.js';

/** A release as a client's file is to hold it. */
export interface EncodedRelease {
  readonly wanted: ReadonlyMap<string, JsonObject>;
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
  const encoded = Object.entries(payload.mcpServers).map(
    ([name, entry]) => [name, encodeEntry(client, { name, entry, machine, resolve })] as const,
  );
  return {
    wanted: new Map(encoded.map(([name, { members }]) => [name, members])),
    secrets: encoded.flatMap(([, { secrets }]) => secrets),
  };
}

const UNTOLD: ReadonlySet<string> = new Set(['secret_unresolvable', 'draft_invalid']);

/**
 * One entry in the client's spelling; undefined where that depends on secrets, which are not looked up to compare, and
 * where the client cannot hold it: a deploy then says why.
 */
export function encodeToCompare(
  client: ClientDefinition,
  request: Omit<Parameters<typeof encodeEntry>[1], 'resolve'>,
): JsonObject | undefined {
  try {
    return encodeEntry(client, request).members;
  } catch (error) {
    const known = error instanceof OrchestrationError && UNTOLD.has(error.code);
    if (known) return undefined;
    throw error;
  }
}
