import { type JsonSchema, jsonSchemaOf } from '@mcp-orchestration/core';
import { serverDescription } from '../../packages/core/src/operations/server-description.js';
import { payloadSchema, serverEntrySchema } from '../../packages/core/src/registry/server-entry-schema.js';

/** Shapes that stand in many places: described once on the page, and named elsewhere. */
export const NAMED_TYPES = new Map<string, JsonSchema>([
  ['Payload', jsonSchemaOf(payloadSchema, 'output')],
  ['ServerEntry', jsonSchemaOf(serverEntrySchema, 'output')],
  ['ServerDescription', jsonSchemaOf(serverDescription, 'output')],
]);

/** Without what a place says of itself. */
function shapeOf({ description: _words, default: _value, ...shape }: JsonSchema): string {
  return JSON.stringify(shape, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}

const BY_SHAPE = new Map([...NAMED_TYPES].map(([name, schema]) => [shapeOf(schema), name]));

/** The name of a schema's shape, where it has one. */
export function namedTypeOf(schema: JsonSchema): string | undefined {
  return BY_SHAPE.get(shapeOf(schema));
}
