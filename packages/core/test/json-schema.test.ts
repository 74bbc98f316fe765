import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonSchemaOf } from '../src/json-schema.js';
import { serverEntrySchema } from '../src/registry/server-entry-schema.js';

describe('the JSON Schema of a zod schema', () => {
  it('describes a preprocessed schema by what comes after the step', () => {
    const schema = jsonSchemaOf(z.object({ server: serverEntrySchema.optional() }), 'input');
    expect(JSON.stringify(schema)).toContain('"command"');
    expect(schema.required).toBeUndefined();
  });

  it('stands by itself, without references or ids', () => {
    for (const io of ['input', 'output'] as const) {
      const text = JSON.stringify(jsonSchemaOf(z.object({ a: serverEntrySchema, b: serverEntrySchema }), io));
      expect(text).not.toContain('$ref');
      expect(text).not.toContain('"id"');
    }
  });

  it('is made once for each schema and direction', () => {
    const schema = z.object({ count: z.int().default(3) });
    expect(jsonSchemaOf(schema, 'input')).toBe(jsonSchemaOf(schema, 'input'));
    expect(jsonSchemaOf(schema, 'input').required).toBeUndefined();
    expect(jsonSchemaOf(schema, 'output').required).toEqual(['count']);
  });
});
