import type { JsonSchema } from '@mcp-orchestration/core';
import { code } from './markdown.js';
import { namedTypeOf } from './named-types.js';

/** The members of a JSON Schema that are read here. */
export interface SchemaParts {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What a schema allows, in a few words of Markdown: `integer, 1 to 500`. */
export function schemaWords(schema: JsonSchema): string {
  const named = namedTypeOf(schema);
  if (named !== undefined) return `[${named}](#${named.toLowerCase()})`;
  const parts: SchemaParts = schema;
  if (parts.const !== undefined) return code(JSON.stringify(parts.const));
  if (parts.enum !== undefined) return parts.enum.map((value) => code(JSON.stringify(value))).join(' or ');
  const either = parts.anyOf ?? parts.oneOf;
  if (either !== undefined) return [...new Set(either.map(schemaWords))].join(' or ');
  if (parts.items !== undefined) return `list of ${schemaWords(parts.items)}`;
  if (typeof parts.additionalProperties === 'object') return mapWords(parts.additionalProperties);
  if (parts.type === undefined) return 'any';
  return `${[parts.type].flat().join(' or ')}${rangeWords(parts)}`;
}

function mapWords(values: JsonSchema): string {
  const words = schemaWords(values);
  return words === 'any' ? 'object' : `object, each value ${words}`;
}

function rangeWords({ minimum, maximum }: SchemaParts): string {
  const low = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const high = maximum === undefined || maximum >= 2_147_483_647 ? undefined : maximum;
  if (low !== undefined && high !== undefined) return `, ${low} to ${high}`;
  return low === undefined ? '' : `, at least ${low}`;
}
