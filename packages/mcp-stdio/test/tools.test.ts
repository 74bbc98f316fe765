import { type JsonSchema, loadCatalogue, localPrincipal, OPERATIONS } from '@mcp-orchestration/core';
import { describe, expect, it } from 'vitest';
import { describeTools, listTools } from '../src/tools.js';

const tools = listTools(describeTools(await loadCatalogue(OPERATIONS)), localPrincipal('tester'));

/** Where payloads begin: what is below is the shape of a server's entry, which one description tells. */
const PAYLOADS = new Set(['server', 'draft', 'payload', 'local_payload', 'config1', 'config2']);

function* schemasIn(schema: JsonSchema): Generator<JsonSchema> {
  if (schema.items !== undefined) yield schema.items as JsonSchema;
  for (const word of ['anyOf', 'oneOf', 'allOf']) yield* (schema[word] ?? []) as JsonSchema[];
}

/** Paths of the fields below a schema that nothing describes. */
function* undescribed(schema: JsonSchema, path = ''): Generator<string> {
  for (const [name, field] of Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)) {
    if (typeof field.description !== 'string' || field.description === '') yield `${path}.${name}`;
    if (!PAYLOADS.has(name)) yield* undescribed(field, `${path}.${name}`);
  }
  for (const inner of schemasIn(schema)) yield* undescribed(inner, path);
}

describe.each(tools.map((tool) => [tool.name, tool] as const))('the tool %s', (name, tool) => {
  it('has a name in snake case, a title, and a description of bounded length that ends a sentence', () => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(tool.title).toMatch(/^[A-Z].{5,80}[^.]$/);
    expect(tool.description).toMatch(/^[A-Z].*\.$/s);
    expect(tool.description?.length).toBeGreaterThan(60);
    expect(tool.description?.length).toBeLessThanOrEqual(1_000);
  });

  it('says with every hint what it does to the world', () => {
    expect(tool.annotations).toEqual({
      readOnlyHint: expect.any(Boolean),
      destructiveHint: expect.any(Boolean),
      idempotentHint: expect.any(Boolean),
      openWorldHint: false,
    });
    expect(tool.annotations?.readOnlyHint && tool.annotations.destructiveHint).toBe(false);
  });

  it('takes an object and no field that is not named', () => {
    expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(JSON.stringify(tool.inputSchema)).not.toContain('$ref');
  });

  it('describes every field, in and out', () => {
    expect([...undescribed(tool.inputSchema)]).toEqual([]);
    expect([...undescribed(tool.outputSchema ?? {})]).toEqual([]);
  });

  it('announces its answer and the report of an error', () => {
    const { type, anyOf } = tool.outputSchema as { type: string; anyOf: JsonSchema[] };
    expect(type).toBe('object');
    expect(anyOf.map((schema) => schema.type)).toEqual(['object', 'object']);
    expect(anyOf[1]?.required).toEqual(['code', 'kind', 'message', 'request_id']);
  });
});

describe('the tools together', () => {
  it('are no more than a model can choose from', () => {
    expect(tools.length).toBeLessThanOrEqual(20);
    expect(new Set(tools.map(({ title }) => title)).size).toBe(tools.length);
  });

  it('take up no more than 8,000 words of a model: names, descriptions and input schemas', () => {
    const shown = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    expect(JSON.stringify(shown).length).toBeLessThan(32_000);
  });

  it('mark as harmless exactly what changes nothing', () => {
    const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name);
    expect(reading.sort()).toEqual([
      'check_drift',
      'describe_server',
      'diff_config',
      'get_config',
      'list_available_servers',
      'list_clients',
      'list_profiles',
      'validate_config',
      'view_draft_config',
    ]);
    const destructive = tools
      .filter(({ annotations }) => annotations?.destructiveHint)
      .map(({ name }) => name);
    expect(destructive.sort()).toEqual([
      'clear_draft_config',
      'deploy_config',
      'remove_server_from_config',
      'rollback_config',
    ]);
  });
});
