import type { Json, JsonObject } from '@mcp-orchestration/core';
import { NASTY } from './nasty.js';
import type { Random } from './random.js';

/** Values that mean something to the server, by the name of the field. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  client_id: ['cursor', 'zed', 'vscode', 'claude-desktop', 'codex', 'nobody'],
  profile_id: ['default', 'dev', 'other'],
  server_id: ['memory', 'filesystem', 'github', 'nothing'],
  server_name: ['memory', 'notes'],
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value that a JSON Schema allows, nearly: patterns and formats are for the server to look at. */
export function sample(schema: unknown, random: Random, name = ''): Json {
  if (!isObject(schema)) return random.pick(NASTY);
  if ('const' in schema) return schema.const as Json;
  if (Array.isArray(schema.enum)) return random.pick(schema.enum) as Json;
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return sample(random.pick(choices), random, name);
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, random);
    case 'array':
      return Array.from({ length: random.below(4) }, () => sample(schema.items, random, name));
    case 'string':
      return random.pick(KNOWN[name] ?? ['a', 'word', '90d', '1', 'https://x.example']);
    case 'integer':
    case 'number':
      return Number(schema.minimum ?? 0) + random.below(5);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return random.pick(NASTY);
  }
}

function sampleObject(schema: JsonObject, random: Random): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const names = Object.keys(properties).filter((name) => required.includes(name) || random.chance(0.4));
  const fields = names.map((name) => [name, sample(properties[name], random, name)] as const);
  const others = isObject(schema.additionalProperties)
    ? Array.from({ length: random.below(3) }, (_value, index) => [
        `key_${index}`,
        sample(schema.additionalProperties, random),
      ])
    : [];
  return Object.fromEntries([...fields, ...others]) as JsonObject;
}
