import type { z } from 'zod';
import { isJsonObject } from './json.js';
import { jsonSchemaOf } from './json-schema.js';

/**
 * Read text where a schema wants data: numbers, booleans, lists and objects that came as text, from a query string,
 * a command line, or an MCP client that sends JSON text in place of an object. Only top-level fields are read, and
 * only text that is what the field wants; all else is left for the schema to refuse.
 */
export function readTextFields(
  schema: z.ZodObject,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const properties = jsonSchemaOf(schema, 'input').properties;
  const types = isJsonObject(properties) ? properties : {};
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const wanted = Object.hasOwn(types, name) ? types[name] : undefined;
      return [name, typeof value === 'string' && isJsonObject(wanted) ? readText(value, wanted.type) : value];
    }),
  );
}

function readText(text: string, type: unknown): unknown {
  if (type === 'string') return text;
  if (type === 'integer' || type === 'number') {
    return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text) ? Number(text) : text;
  }
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
