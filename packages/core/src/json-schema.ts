import { z } from 'zod';

/** A JSON Schema (draft 2020-12), as MCP tools and OpenAPI 3.1 carry it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const cache = new WeakMap<z.ZodType, Partial<Record<'input' | 'output', JsonSchema>>>();

/**
 * The JSON Schema of what a zod schema takes (`input`) or gives (`output`). Self-contained: every schema stands where
 * it is used. A schema behind a preprocessing step is described by what comes after the step, which only widens it.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const known = cache.get(schema) ?? {};
  const made = known[io] ?? toSchema(schema, io);
  cache.set(schema, { ...known, [io]: made });
  return made;
}

/** Descriptions without ids: zod takes a schema that has an id out of line. */
const descriptions = {
  get: (schema: z.core.$ZodType) => {
    const { id: _id, ...meta } = z.globalRegistry.get(schema) ?? {};
    return meta;
  },
} as unknown as typeof z.globalRegistry;

function toSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    metadata: descriptions,
    override: ({ zodSchema, jsonSchema }) => {
      const after = schemaAfterPreprocess(zodSchema);
      if (io === 'input' && after !== undefined) Object.assign(jsonSchema, toSchema(after, io));
      // What zod adds to every integer says nothing to a reader, and samples are made of it.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return json;
}

function schemaAfterPreprocess(schema: z.core.$ZodType): z.ZodType | undefined {
  if (!(schema instanceof z.ZodPipe)) return undefined;
  return schema.in instanceof z.ZodTransform ? (schema.out as z.ZodType) : undefined;
}
