import type { JsonSchema } from '@mcp-orchestration/core';
import { code, inText, table } from './markdown.js';
import { namedTypeOf } from './named-types.js';
import { type SchemaParts, schemaWords } from './schema-words.js';

interface Field {
  readonly path: string;
  readonly schema: SchemaParts & JsonSchema;
  readonly required: boolean;
}

/** The fields of an object, and those of the objects within it by their dotted paths, as a table. */
export function fieldTable(schema: JsonSchema): string {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return 'No fields.';
  const rows = fields.map((field) => [
    `${code(field.path)}${field.required ? ' \\*' : ''}`,
    schemaWords(field.schema),
    describe(field.schema),
  ]);
  const described = rows.some(([, , words]) => words !== '');
  return described
    ? table(['Field', 'Type', 'What it is'], rows)
    : table(
        ['Field', 'Type'],
        rows.map((cells) => cells.slice(0, 2)),
      );
}

function describe({ description = '', default: fallback }: SchemaParts): string {
  const otherwise = fallback === undefined ? '' : `Default: ${code(JSON.stringify(fallback))}.`;
  return [inText(description), otherwise].filter((words) => words !== '').join(' ');
}

function fieldsOf({ properties = {}, required = [] }: SchemaParts, prefix = ''): Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    const field = { path, schema, required: required.includes(name) };
    return [field, ...innerObjects(schema, path).flatMap(([inner, at]) => fieldsOf(inner, `${at}.`))];
  });
}

/** The objects that a field holds: itself, in a list, by name; not those that have a name on the page. */
function innerObjects(schema: JsonSchema, path: string): [SchemaParts, string][] {
  if (namedTypeOf(schema) !== undefined) return [];
  const parts: SchemaParts = schema;
  if (parts.properties !== undefined) return [[parts, path]];
  if (parts.items !== undefined) return innerObjects(parts.items, `${path}[]`);
  if (typeof parts.additionalProperties === 'object') {
    return innerObjects(parts.additionalProperties, `${path}.NAME`);
  }
  return (parts.anyOf ?? parts.oneOf ?? []).flatMap((one) => innerObjects(one, path));
}
