import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ERRORS, type ErrorCode, type ErrorReport, OrchestrationError } from '../src/errors.js';
import { createInvoke, type Invoke, parseInput, requirePermission } from '../src/invoke.js';
import { operationsOf } from '../src/load-catalogue.js';
import { type AnyOperation, type Call, COMMON_ERRORS, defineOperation } from '../src/operation.js';
import type { AuditFacts } from '../src/ports/stores.js';
import { localPrincipal, PERMISSIONS, type Principal, ROLES } from '../src/principal.js';
import type { Authorship } from '../src/unit-of-work.js';
import { CATALOGUE } from './support/catalogue.js';

/** What an operation of these tests runs: set by each test. */
interface Deed {
  do(input: unknown): unknown;
}

const probe = defineOperation<Deed>()({
  name: 'probe',
  summary: 'Probe.',
  description: 'For tests.',
  permission: 'config:draft',
  effect: 'write',
  http: 'POST /v1/probe',
  mcp: false,
  input: z.strictObject({
    client_id: z.string().optional(),
    profile_id: z.string().default('default'),
    server: z.strictObject({ args: z.array(z.string()) }).optional(),
  }),
  output: z.object({ count: z.int() }),
  errors: ['draft_empty'],
  run: async (deed, input) => deed.do(input) as { count: number },
});

const reading: AnyOperation = { ...probe, name: 'reading', effect: 'read' };

let deed: Deed;
let denied: Authorship[];
let deniedFacts: AuditFacts[];
let internal: { error: unknown; operation: string; requestId: string }[];
let invoke: Invoke;

beforeEach(() => {
  deed = { do: () => ({ count: 1 }) };
  denied = [];
  deniedFacts = [];
  internal = [];
  invoke = createInvoke({
    operations: operationsOf([probe, reading]),
    services: () => deed,
    recordDenied: async (author, facts) => {
      denied.push(author);
      deniedFacts.push(facts);
    },
    onInternalError: (error, facts) => void internal.push({ error, ...facts }),
  });
});

function call(principal: Principal = localPrincipal('me')): Call {
  return { principal, signal: new AbortController().signal, requestId: 'request-1' };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: OrchestrationError) => error.code,
  );
}

describe('invoke', () => {
  it('gives the operation its parsed input, and the caller the parsed output', async () => {
    deed.do = (input) => ({ count: 3, secret: 'left out', input });
    expect(await invoke('probe', { client_id: 'a' }, call())).toEqual({ count: 3 });
    deed.do = (input) => {
      expect(input).toEqual({ client_id: 'a', profile_id: 'default' });
      return { count: 1 };
    };
    await invoke('probe', { client_id: 'a' }, call());
  });

  it.each(['nothing', '', '__proto__', 'constructor', 'toString'])('knows no operation %j', async (name) => {
    expect(await codeOf(invoke(name, {}, call()))).toBe('operation_not_found');
  });

  it('takes no input for an empty one', async () => {
    expect(await invoke('probe', undefined, call())).toEqual({ count: 1 });
  });

  it('lets through exactly those who hold the permission, in every operation of the catalogue', async () => {
    const ran: string[] = [];
    const stubs = CATALOGUE.map(
      (operation): AnyOperation => ({
        ...operation,
        input: z.object({}),
        output: z.object({}),
        run: async () => {
          ran.push(operation.name);
          return {};
        },
      }),
    );
    const through = createInvoke({ operations: operationsOf(stubs), services: () => ({}) });
    const sets = [[], ...Object.values(ROLES), ...PERMISSIONS.map((permission) => [permission])];
    for (const permissions of sets) {
      for (const operation of CATALOGUE) {
        const held = (permissions as readonly string[]).includes(operation.permission);
        const code = await codeOf(through(operation.name, {}, call(localPrincipal('me', permissions))));
        expect(code, `${operation.name} with ${permissions}`).toBe(held ? 'done' : 'forbidden');
        expect(ran.splice(0)).toEqual(held ? [operation.name] : []);
      }
    }
  });

  describe('of what changes something and names no client', () => {
    /** Every operation is in one of the two: whoever adds one decides. */
    const CONCERNS_ALL = [
      'initialize_keys',
      'register_server',
      'revoke_key',
      'rotate_key',
      'unregister_server',
    ];
    const HOLDS_TO_LIMITS_ITSELF = ['restore_backup', 'sync_configs'];

    async function refusedTo(limits: Pick<Principal, 'clients' | 'profiles'>): Promise<string[]> {
      const stubs = CATALOGUE.map((operation): AnyOperation => {
        const fields = Object.keys(operation.input.shape).map((field) => [field, z.unknown()] as const);
        const input = z.object(Object.fromEntries(fields)).partial();
        return { ...operation, input, output: z.object({}), run: async () => ({}) };
      });
      const through = createInvoke({ operations: operationsOf(stubs), services: () => ({}) });
      const refused: string[] = [];
      for (const { name } of stubs) {
        const code = await codeOf(through(name, {}, call({ ...localPrincipal('me'), ...limits })));
        if (code === 'forbidden') refused.push(name);
      }
      return refused.toSorted();
    }

    it('every operation is decided', () => {
      const nameless = CATALOGUE.filter(
        ({ effect, input }) => effect !== 'read' && !('client_id' in input.shape),
      );
      const own = CATALOGUE.filter((operation: AnyOperation) => operation.reach === 'own');
      expect(nameless.map(({ name }) => name).toSorted()).toEqual(
        [...CONCERNS_ALL, ...HOLDS_TO_LIMITS_ITSELF].toSorted(),
      );
      expect(own.map(({ name }) => name).toSorted()).toEqual(HOLDS_TO_LIMITS_ITSELF);
    });

    it('what concerns all of them is refused to those who are limited, and nothing else', async () => {
      expect(await refusedTo({})).toEqual([]);
      expect(await refusedTo({ clients: ['zed'] })).toEqual(CONCERNS_ALL);
      expect(await refusedTo({ profiles: ['dev'] })).toEqual([...CONCERNS_ALL, 'set_client_path'].toSorted());
    });
  });

  it('checks the permission before it looks at the input', async () => {
    expect(await codeOf(invoke('probe', { nonsense: 1 }, call(localPrincipal('me', []))))).toBe('forbidden');
  });

  it.each<[input: Record<string, string>, code: string]>([
    [{ client_id: 'cursor', profile_id: 'dev' }, 'done'],
    [{ client_id: 'zed', profile_id: 'dev' }, 'forbidden'],
    [{ client_id: 'cursor', profile_id: 'other' }, 'forbidden'],
    [{ client_id: 'cursor' }, 'forbidden'],
    [{ profile_id: 'dev' }, 'done'],
  ])('holds a principal to its clients and profiles, defaults too: %j is %s', async (input, code) => {
    let ran = false;
    deed.do = () => {
      ran = true;
      return { count: 1 };
    };
    const limited = { ...localPrincipal('me'), clients: ['cursor'], profiles: ['dev'] };
    expect(await codeOf(invoke('probe', input, call(limited)))).toBe(code);
    expect(ran).toBe(code === 'done');
  });

  it('records who was refused, where something would have been changed, and only then', async () => {
    const principal = localPrincipal('me', ['config:read']);
    await codeOf(invoke('reading', {}, call(principal)));
    expect(denied).toEqual([]);
    await codeOf(invoke('probe', {}, call(principal)));
    expect(denied).toEqual([{ operation: 'probe', principal }]);
    await codeOf(invoke('probe', { nonsense: 1 }, call()));
    expect(denied).toHaveLength(1);
  });

  it.each<[input: Record<string, unknown>, facts: object]>([
    [
      { client_id: 'cursor', profile_id: 'dev' },
      { client_id: 'cursor', profile_id: 'dev' },
    ],
    [{ client_id: 'cursor' }, { client_id: 'cursor', profile_id: 'default' }],
    [{ client_id: '../up', profile_id: 'dev' }, { profile_id: 'dev' }],
    [{ client_id: 'cursor', nonsense: 1 }, { client_id: 'cursor' }],
    [{ client_id: 7 }, {}],
  ])('records what a refused call was about: %j', async (input, facts) => {
    await codeOf(invoke('probe', input, call(localPrincipal('me', []))));
    expect(deniedFacts).toEqual([facts]);
  });

  it('records a refusal that comes from within', async () => {
    deed.do = () => requirePermission(localPrincipal('me', []), 'keys:manage');
    expect(await codeOf(invoke('probe', {}, call()))).toBe('forbidden');
    expect(denied).toHaveLength(1);
  });

  it('passes on the errors that are declared or common, and makes every other one internal', async () => {
    const passed = new Set<string>(['draft_empty', ...COMMON_ERRORS]);
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      deed.do = () => {
        throw new OrchestrationError(code, { message: 'Told by the operation.' });
      };
      expect(await codeOf(invoke('probe', {}, call())), code).toBe(passed.has(code) ? code : 'internal');
    }
  });

  it.each<[what: string, thrown: unknown]>([
    ['an error', new Error('ENOENT: /root/secret')],
    ['an error that is not declared', new OrchestrationError('keys_missing', { message: 'at /root/secret' })],
    ['text', '/root/secret'],
    ['nothing', undefined],
  ])('keeps %s that was not foreseen out of the report, and tells the log of it', async (_what, thrown) => {
    deed.do = () => {
      throw thrown;
    };
    const error = await invoke('probe', {}, call()).catch((caught: OrchestrationError) => caught);
    expect(error).toBeInstanceOf(OrchestrationError);
    const report = (error as OrchestrationError).toReport();
    expect(report).toEqual({
      code: 'internal',
      kind: 'internal',
      message: ERRORS.internal.message,
      hint: ERRORS.internal.hint,
    });
    expect(internal).toEqual([{ error: thrown, operation: 'probe', requestId: 'request-1' }]);
  });

  it('does not let out what the output does not allow', async () => {
    deed.do = () => ({ count: 'many' });
    expect(await codeOf(invoke('probe', {}, call()))).toBe('internal');
    expect(internal).toHaveLength(1);
  });

  it('stands by a refusal that cannot be recorded by who composes it', async () => {
    const silent = createInvoke({ operations: operationsOf([probe]), services: () => deed });
    expect(await codeOf(silent('probe', {}, call(localPrincipal('me', []))))).toBe('forbidden');
  });
});

describe('bad input', () => {
  function refusalOf(input: unknown): ErrorReport {
    try {
      parseInput(probe.input, input);
    } catch (error) {
      if (error instanceof OrchestrationError) return error.toReport();
    }
    return expect.unreachable();
  }

  function detailsOf(input: unknown): unknown {
    try {
      return parseInput(probe.input, input);
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid_input', kind: 'invalid' });
      return (error as OrchestrationError).errors?.map(({ field, code }) => [field, code]);
    }
  }

  it.each<[input: unknown, details: unknown]>([
    [{ client_id: 1 }, [['client_id', 'invalid_type']]],
    [{ server: {} }, [['server.args', 'invalid_type']]],
    [{ server: { args: ['a', 2] } }, [['server.args.1', 'invalid_type']]],
    [
      { server: { args: [], x: 1, y: 2 } },
      [
        ['server.x', 'unrecognized_keys'],
        ['server.y', 'unrecognized_keys'],
      ],
    ],
    [
      { a: 1, client_id: 2 },
      [
        ['client_id', 'invalid_type'],
        ['a', 'unrecognized_keys'],
      ],
    ],
    ['text', [[undefined, 'invalid_type']]],
    [[], [[undefined, 'invalid_type']]],
    [JSON.parse('{"server":{"args":[],"__proto__":{}}}'), [['server.__proto__', 'custom']]],
    [JSON.parse('{"__proto__":{}}'), [['__proto__', 'custom']]],
  ])('%j is refused field by field', (input, details) => {
    expect(detailsOf(input)).toEqual(details);
  });

  it('says of a field that is missing that it is required', () => {
    expect(() => parseInput(probe.input, { server: {} })).toThrow(
      'The input is not valid: server.args: This field is required.',
    );
  });

  it('names three faults in its message, and all of them in its details', () => {
    const refusal = refusalOf({ a: 1, b: 2, c: 3, d: 4 });
    expect(refusal.message).toMatch(/: a: .*; b: .*; c: .*; …$/);
    expect(refusal.errors?.map(({ field }) => field)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is told of in bounded words, however much of it there is', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field-${index}`, 1]));
    expect(refusalOf(many).errors).toHaveLength(100);
    const refusal = refusalOf({ ['x'.repeat(1_000_000)]: 1 });
    expect(JSON.stringify(refusal).length).toBeLessThan(2_000);
  });

  it('is never repeated in the refusal', () => {
    const canary = 'hunter2-canary';
    const values = fc.oneof(
      fc.constant(canary),
      fc.constant([canary]),
      fc.constant({ deep: { deeper: [canary] } }),
    );
    fc.assert(
      fc.property(values, fc.constantFrom('client_id', 'server', 'unknown'), (value, field) => {
        if (field === 'client_id' && value === canary) return;
        const refusal = refusalOf({ [field]: value });
        expect(refusal).toMatchObject({ code: 'invalid_input' });
        expect(JSON.stringify(refusal)).not.toContain(canary);
      }),
    );
  });
});
