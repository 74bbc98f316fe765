import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../src/catalogue.js';
import { ERRORS } from '../src/errors.js';
import { isJsonObject } from '../src/json.js';
import { jsonSchemaOf } from '../src/json-schema.js';
import { type AnyOperation, COMMON_ERRORS } from '../src/operation.js';
import { PERMISSIONS } from '../src/principal.js';
import { useBench } from './support/bench.js';
import { CATALOGUE } from './support/catalogue.js';
import { PREPARED } from './support/prepared.js';

/** Reads that a body is sent to: what they compare may be large, and a draft is checked as it is. */
const POSTED_READS: readonly string[] = ['diff_config', 'validate_config'];

/** They write a file between two transactions, so that a dead one can be settled: an entry before, and one after. */
const FILE_WRITERS: readonly string[] = [
  'deploy_config',
  'undeploy_config',
  'sync_configs',
  'restore_backup',
];

/** The fourteen tools of the first version, and those that came since. */
const TOOLS = [
  ...['list_clients', 'list_profiles', 'get_config', 'diff_config', 'list_available_servers'],
  ...['describe_server', 'add_server_to_config', 'remove_server_from_config', 'view_draft_config'],
  ...['clear_draft_config', 'validate_config', 'publish_config', 'deploy_config', 'initialize_keys'],
  ...['check_drift', 'import_config', 'rollback_config'],
];

const FOLDER = new URL('../src/operations/', import.meta.url);

/** What each file of operations exports, by the file's name. */
const modules = new Map<string, Readonly<Record<string, unknown>>>(
  await Promise.all(
    readdirSync(FOLDER).map(async (file) => [file, await import(new URL(file, FOLDER).href)] as const),
  ),
);

const kebab = (name: string): string => name.replaceAll('_', '-');
const camel = (name: string): string => name.replaceAll(/_([a-z])/g, (_all, letter) => letter.toUpperCase());
const each = CATALOGUE.map((operation) => [operation.name, operation] as const);

describe('the catalogue', () => {
  it('holds every operation that there is a file of, once', () => {
    const exported = [...modules.values()].flatMap((module) => Object.values(module));
    const stated = exported.filter((value): value is AnyOperation => isJsonObject(value) && 'run' in value);
    const names = (operations: readonly AnyOperation[]) => operations.map(({ name }) => name).toSorted();
    expect(names(CATALOGUE)).toEqual(names(stated));
    expect(CATALOGUE.map(({ name }) => name)).toEqual(Object.keys(OPERATIONS));
  });

  it('gives each an address of its own', () => {
    const addresses = CATALOGUE.map(({ http }) => http.replaceAll(/\{[^}]+\}/g, '{}'));
    expect(new Set(addresses).size).toBe(CATALOGUE.length);
  });

  it('has the tools that were promised, and no more than twenty', () => {
    const tools = CATALOGUE.filter(({ mcp }) => mcp).map(({ name }) => name);
    expect(tools.toSorted()).toEqual(TOOLS.toSorted());
    expect(tools.length).toBeLessThanOrEqual(20);
  });

  it('names no output alike that is not the same', () => {
    const ids = new Map<unknown, Set<string>>();
    for (const { output } of CATALOGUE) {
      const id = output.meta()?.id;
      ids.set(id, (ids.get(id) ?? new Set()).add(Object.keys(output.shape).toSorted().join()));
    }
    expect(ids.has(undefined)).toBe(false);
    expect([...ids].filter(([, shapes]) => shapes.size > 1)).toEqual([]);
  });
});

describe.each(each)('%s', (name, operation) => {
  it('is stated in a file of its name, under its name', () => {
    const module = modules.get(`${kebab(name)}.ts`);
    expect(Object.keys(module ?? {})).toContain(camel(name));
    expect(module?.[camel(name)]).toBe(operation);
  });

  it('says what it does in a line, and more in a description that a model can take in', () => {
    expect(operation.summary).toMatch(/^[A-Z][^\n]*[^.]\.$/);
    expect(operation.summary.length).toBeLessThanOrEqual(80);
    expect(operation.description).toMatch(/\.$/);
    expect(operation.description.length).toBeGreaterThan(operation.summary.length);
    expect(operation.description.length).toBeLessThanOrEqual(500);
  });

  it('declares codes of the table, each once, and none that go without saying', () => {
    const common: readonly string[] = COMMON_ERRORS;
    expect(operation.errors.filter((code) => !(code in ERRORS) || common.includes(code))).toEqual([]);
    expect(new Set(operation.errors).size).toBe(operation.errors.length);
  });

  it('has an address whose parameters are fields of its input', () => {
    const [, method, path] = /^(GET|POST|DELETE) (\/v1\/[a-z0-9/{}_-]+)$/.exec(operation.http) ?? [];
    expect(method).toBeDefined();
    const parameters = [...(path ?? '').matchAll(/\{([a-z_]+)\}/g)].map(([, parameter]) => parameter);
    expect(Object.keys(operation.input.shape)).toEqual(expect.arrayContaining(parameters));
  });

  it('reads by GET, and changes by POST or DELETE', () => {
    const [method] = operation.http.split(' ');
    const expected =
      operation.effect !== 'read' || POSTED_READS.includes(name) ? ['POST', 'DELETE'] : ['GET'];
    expect(expected).toContain(method);
    if (method === 'DELETE') expect(operation.effect).toBe('destructive');
  });

  it('has no lists and objects among the fields of a query', () => {
    if (!operation.http.startsWith('GET ')) return;
    const structured = Object.entries(operation.input.shape).filter(
      ([, field]) => field.safeParse({}).success || field.safeParse([]).success,
    );
    expect(structured.map(([field]) => field)).toEqual([]);
  });

  it('needs a permission that fits what it does', () => {
    expect(PERMISSIONS).toContain(operation.permission);
    if (operation.permission === 'config:read' || operation.permission === 'audit:read') {
      expect(operation.effect).toBe('read');
    } else {
      expect(operation.effect).not.toBe('read');
    }
  });

  it('takes no field that it does not know', () => {
    expect(operation.input.safeParse({ surprise: 1 }).error?.issues).toContainEqual(
      expect.objectContaining({ code: 'unrecognized_keys', keys: ['surprise'] }),
    );
  });

  it('describes every field, where a model fills them in', () => {
    if (!operation.mcp) return;
    const { properties = {} } = jsonSchemaOf(operation.input, 'input') as { properties?: object };
    const silent = Object.entries(properties).filter(
      ([, { description }]) => !/\.$|…$/.test(description ?? ''),
    );
    expect(silent.map(([field]) => field)).toEqual([]);
  });
});

describe('the audit log', () => {
  const bench = useBench();

  it.each(each)('of %s', async (name, { effect, output }) => {
    const input = await PREPARED[name](bench());
    const before = await bench().audit();
    const answer = await bench().raw(name, input);
    const added = (await bench().audit()).slice(before.length);
    const entry = { operation: name, outcome: 'success', principal: 'local:tester' };
    const changed = FILE_WRITERS.includes(name)
      ? [{ detail: { phase: 'begun' } }, { detail: { phase: 'done' } }]
      : [{}];
    expect(added).toMatchObject(effect === 'read' ? [] : changed.map((facts) => ({ ...entry, ...facts })));
    // What is answered holds nothing that the schema does not promise.
    expect(Object.keys(answer).filter((key) => !(key in output.shape))).toEqual([]);
    expect(bench().internal).toEqual([]);
  });
});
