import {
  type AnyOperation,
  type JsonSchema,
  jsonSchemaOf,
  loadCatalogue,
  localPrincipal,
  PERMISSIONS,
  type Principal,
  ROLES,
} from '@mcp-orchestration/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUTH_OPERATIONS } from '../../src/catalogue.js';
import { type Bench, discard, openBench } from '../support/bench.js';

const DAY = 86_400_000;

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => discard(bench));

function principal(changes: Partial<Principal> = {}): Principal {
  return { kind: 'token', id: 'tok_caller', permissions: PERMISSIONS, ...changes };
}

async function audited(): Promise<Record<string, unknown>[]> {
  const { entries } = await bench.call('list_audit_entries');
  return entries as Record<string, unknown>[];
}

describe('create_token', () => {
  it('makes a deployer for ninety days where nothing is said', async () => {
    expect(await bench.create()).toEqual({
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      token_id: expect.stringMatching(/^tok_[0-9a-f]{18}$/),
      name: 'token',
      permissions: ROLES.deployer,
      created_at: bench.clock.now().toISOString(),
      expires_at: new Date(bench.clock.now().getTime() + 90 * DAY).toISOString(),
    });
  });

  it('takes a role, or permissions once each, and never both', async () => {
    expect(await bench.create({ role: 'admin' })).toMatchObject({ permissions: PERMISSIONS });
    expect(await bench.create({ permissions: ['audit:read', 'audit:read'] })).toMatchObject({
      permissions: ['audit:read'],
    });
    await expect(bench.create({ role: 'viewer', permissions: ['config:read'] })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'role' }],
    });
  });

  it.each([
    ['a role that there is not', { role: 'root' }, 'role'],
    ['a permission that there is not', { permissions: ['config:all'] }, 'permissions.0'],
    ['no permission at all', { permissions: [] }, 'permissions'],
    ['an empty name', { name: '' }, 'name'],
    ['a name that no database holds', { name: 'a\0b' }, 'name'],
    ['a name that deceives', { name: '\u202ename' }, 'name'],
    ['a name without end', { name: 'x'.repeat(101) }, 'name'],
    ['limits to nothing', { clients: [] }, 'clients'],
    ['a limit that is no id', { profiles: ['../x'] }, 'profiles.0'],
    ['a life of no time', { expires_in: '0d' }, 'expires_in'],
    ['a life that is none', { expires_in: 'soon' }, 'expires_in'],
    ['a life of a hundred years', { expires_in: '36500d' }, 'expires_in'],
    ['a field that there is not', { admin: true }, 'admin'],
  ])('refuses %s', async (_what, input, field) => {
    await expect(bench.create(input)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    });
    expect(await bench.tokens.list()).toEqual([]);
  });

  it.each([
    [
      'a permission that the caller lacks',
      { role: 'admin' },
      { permissions: ['tokens:manage', 'config:read'] as const },
    ],
    [
      'the role that is given unless another is named',
      {},
      { permissions: ['tokens:manage', 'config:read'] as const },
    ],
    ['other clients', { clients: ['zed'] }, { clients: ['cursor'] }],
    ['all clients', {}, { clients: ['cursor'] }],
    ['more clients', { clients: ['cursor', 'zed'] }, { clients: ['cursor'] }],
    ['all profiles', { clients: ['cursor'] }, { clients: ['cursor'], profiles: ['dev'] }],
  ])('does not grant %s, and the attempt is recorded', async (_what, input, caller) => {
    await expect(bench.create(input, principal(caller))).rejects.toMatchObject({
      code: 'permission_escalation',
    });
    expect(await bench.tokens.list()).toEqual([]);
    expect(await audited()).toMatchObject([
      { operation: 'create_token', outcome: 'denied', principal: 'token:tok_caller' },
    ]);
  });

  it('grants what the caller holds', async () => {
    const caller = principal({ permissions: ['tokens:manage', 'config:read'], clients: ['cursor', 'zed'] });
    expect(await bench.create({ role: 'viewer', clients: ['zed'] }, caller)).toMatchObject({
      clients: ['zed'],
    });
  });

  it('makes nothing that outlives the token that asks, newly or in place of another', async () => {
    const hour = await bench.create({ role: 'admin', expires_in: '1h' });
    const caller = await bench.bearer(hour.token);
    const expires_at = new Date(bench.clock.now().getTime() + DAY / 24).toISOString();
    expect(await bench.create({ expires_in: 'never' }, caller)).toMatchObject({ expires_at });
    const other = await bench.create({ expires_in: 'never' });
    const rotated = await bench.call('rotate_token', { token_id: other.token_id }, caller);
    expect(rotated).toMatchObject({ expires_at });
  });

  it('is recorded, with everything but the secret', async () => {
    const { token, token_id } = await bench.create({ name: 'ci', clients: ['cursor'] });
    const entries = await audited();
    expect(entries).toMatchObject([
      {
        operation: 'create_token',
        outcome: 'success',
        detail: { token_id, name: 'ci', clients: ['cursor'] },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(token);
  });
});

describe('list_tokens', () => {
  it('shows every token with its use, and no secret nor hash', async () => {
    const { token, token_id } = await bench.create({ name: 'used' });
    const other = await bench.create({ name: 'unused', expires_in: 'never', profiles: ['dev'] });
    await bench.bearer(token);
    await bench.bearer(token);
    const list = await bench.call('list_tokens');
    expect(list).toMatchObject({ count: 2 });
    expect(list.tokens).toContainEqual(
      expect.objectContaining({ token_id, usage_count: 2, revoked_at: null }),
    );
    expect(list.tokens).toContainEqual(
      expect.objectContaining({
        token_id: other.token_id,
        expires_at: null,
        last_used_at: null,
        profiles: ['dev'],
      }),
    );
    const { token_hash } = (await bench.tokens.find(token_id)) ?? {};
    for (const hidden of [token, other.token, token_hash]) expect(JSON.stringify(list)).not.toContain(hidden);
  });
});

describe('credentials that are limited', () => {
  const limited = principal({ clients: ['zed'], profiles: ['dev'] });
  const within = { clients: ['zed'], profiles: ['dev'] };

  it('see the tokens within their limits, and no other', async () => {
    const { token_id } = await bench.create({ name: 'mine', ...within });
    for (const input of [{}, { clients: ['zed'] }, { clients: ['zed', 'cursor'], profiles: ['dev'] }]) {
      await bench.create({ name: 'theirs', ...input });
    }
    expect(await bench.call('list_tokens', {}, limited)).toMatchObject({ count: 1, tokens: [{ token_id }] });
    expect(await bench.call('list_tokens', {}, principal())).toMatchObject({ count: 4 });
  });

  it('revoke and rotate the tokens within their limits, and no other', async () => {
    const theirs = await bench.create({ name: 'theirs' });
    await expect(bench.call('revoke_token', { token_id: theirs.token_id }, limited)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(bench.call('rotate_token', { token_id: theirs.token_id }, limited)).rejects.toMatchObject({
      code: 'permission_escalation',
    });
    await expect(bench.bearer(theirs.token)).resolves.toBeDefined();
    const mine = await bench.create({ name: 'mine', ...within });
    const next = await bench.call('rotate_token', { token_id: mine.token_id }, limited);
    await bench.call('revoke_token', { token_id: next.token_id }, limited);
    await expect(bench.bearer(mine.token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('revoke_token', () => {
  it('says when the token was revoked, the first time and each time after', async () => {
    const { token_id } = await bench.create();
    const first = await bench.call('revoke_token', { token_id });
    expect(first).toEqual({ status: 'revoked', token_id, revoked_at: bench.clock.now().toISOString() });
    bench.clock.pass(DAY);
    expect(await bench.call('revoke_token', { token_id })).toEqual(first);
  });

  it.each([
    ['unknown', 'tok_000000000000000000', 'token_not_found'],
    ['of another form', 'abc', 'invalid_input'],
  ])('refuses an id that is %s', async (_what, token_id, code) => {
    await expect(bench.call('revoke_token', { token_id })).rejects.toMatchObject({ code });
  });

  it('does not take the secret for the id', async () => {
    const { token } = await bench.create();
    const refusal = await bench.call('revoke_token', { token_id: token }).catch((error: Error) => error);
    expect(refusal).toMatchObject({ code: 'invalid_input' });
    expect(String(refusal)).not.toContain(token);
  });
});

describe('rotate_token', () => {
  it('hands everything on but the secret, and ends the old one', async () => {
    const old = await bench.create({ name: 'ci', role: 'viewer', clients: ['zed'], expires_in: '30d' });
    bench.clock.pass(10 * DAY);
    const next = (await bench.call('rotate_token', { token_id: old.token_id })) as typeof old;
    expect(next).toMatchObject({
      name: 'ci',
      permissions: ['config:read'],
      clients: ['zed'],
      expires_at: new Date(bench.clock.now().getTime() + 30 * DAY).toISOString(),
    });
    expect(next.token).not.toBe(old.token);
    expect(next.token_id).not.toBe(old.token_id);
    await expect(bench.bearer(old.token)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(bench.bearer(next.token)).resolves.toBeDefined();
  });

  it('lets the old one go on for the grace, but no longer than it would have', async () => {
    const old = await bench.create({ expires_in: '1d' });
    const expiry = async () => (await bench.tokens.find(old.token_id))?.expires_at;
    const made = await expiry();
    await bench.call('rotate_token', { token_id: old.token_id, grace: '2d' });
    expect(await expiry()).toBe(made);
    await bench.call('rotate_token', { token_id: old.token_id, grace: '1h' });
    expect(await expiry()).toBe(new Date(bench.clock.now().getTime() + 3_600_000).toISOString());
  });

  it('keeps a token that never expires so', async () => {
    const { token_id } = await bench.create({ expires_in: 'never' });
    expect(await bench.call('rotate_token', { token_id })).toMatchObject({ expires_at: null });
  });

  it.each([
    ['that was revoked', async (token_id: string) => void (await bench.call('revoke_token', { token_id }))],
    ['that has expired', async () => bench.clock.pass(91 * DAY)],
  ])('does not bring back a token %s', async (_what, end) => {
    const { token_id } = await bench.create();
    await end(token_id);
    await expect(bench.call('rotate_token', { token_id })).rejects.toMatchObject({ code: 'token_not_found' });
    expect(await bench.tokens.list()).toHaveLength(1);
  });

  it('does not hand out more than the caller holds', async () => {
    const { token, token_id } = await bench.create({ role: 'admin' });
    const caller = principal({ permissions: ['tokens:manage'] });
    await expect(bench.call('rotate_token', { token_id }, caller)).rejects.toMatchObject({
      code: 'permission_escalation',
    });
    await expect(bench.bearer(token)).resolves.toBeDefined();
  });
});

const OPERATIONS_ON_TOKENS = await loadCatalogue(AUTH_OPERATIONS);

describe('the operations on tokens', () => {
  it('name no client, and hold those who are limited to their limits themselves', () => {
    const changing: readonly AnyOperation[] = OPERATIONS_ON_TOKENS.filter(({ effect }) => effect !== 'read');
    expect(changing.map(({ name, reach }) => [name, reach])).toEqual([
      ['create_token', 'own'],
      ['rotate_token', 'own'],
      ['revoke_token', 'own'],
    ]);
  });

  it.each(OPERATIONS_ON_TOKENS.map((operation) => [operation.name, operation] as const))(
    '%s needs tokens:manage, is no tool, and describes every field',
    async (name, operation) => {
      expect(operation).toMatchObject({ permission: 'tokens:manage', mcp: false });
      const without = PERMISSIONS.filter((permission) => permission !== 'tokens:manage');
      await expect(bench.call(name, {}, localPrincipal('tester', without))).rejects.toMatchObject({
        code: 'forbidden',
      });
      for (const io of ['input', 'output'] as const) {
        const { properties = {} } = jsonSchemaOf(operation[io], io) as {
          properties?: Record<string, JsonSchema>;
        };
        for (const [field, { description }] of Object.entries(properties)) {
          expect(description, `${io} ${field}`).toEqual(expect.any(String));
        }
      }
    },
  );

  it('undo their change where the audit log cannot be written', async () => {
    const { token_id } = await bench.create();
    await bench.core.database.transaction(async (_stores, handle) => {
      await handle.schema.dropTable('audit_entries').execute();
    });
    await expect(bench.create()).rejects.toThrow();
    await expect(bench.call('revoke_token', { token_id })).rejects.toThrow();
    expect(await bench.tokens.list()).toMatchObject([{ token_id, revoked_at: null }]);
  });
});
