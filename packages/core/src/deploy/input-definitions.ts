import type { JsonObject } from '../json.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { inputReferencesIn } from '../registry/input-reference.js';
import { jsonTexts } from '../secrets/entry-texts.js';

/**
 * The definitions of the inputs that servers refer to, by name: what the client must find beside them, to ask its user
 * for the values. The values are taken for secrets. Empty for a client that asks for none.
 */
export function inputDefinitions(
  client: ClientDefinition,
  servers: ReadonlyMap<string, JsonObject>,
): Map<string, JsonObject> {
  if (client.references.inputs === undefined) return new Map();
  const users = new Map<string, string[]>();
  for (const [server, members] of servers) {
    for (const input of new Set(jsonTexts(members).flatMap(({ text }) => inputReferencesIn(text)))) {
      users.set(input, [...(users.get(input) ?? []), server]);
    }
  }
  const define = (id: string, by: readonly string[]): JsonObject => ({
    type: 'promptString',
    id,
    description: `${id} for ${by.join(', ')}`,
    password: true,
  });
  return new Map([...users].map(([id, by]) => [id, define(id, by)]));
}
