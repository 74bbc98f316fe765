import { PERMISSIONS, type Permission, type Principal } from '@mcp-orchestration/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capExpiry, type Grant, requireGrantable } from '../src/grants.js';

const ids = fc.subarray(['cursor', 'vscode', 'zed', 'default', 'dev']);
const permissions = fc.subarray([...PERMISSIONS]);
const principals: fc.Arbitrary<Principal> = fc.record(
  {
    kind: fc.constant('token' as const),
    id: fc.constant('tok_1'),
    permissions,
    clients: ids,
    profiles: ids,
  },
  { requiredKeys: ['kind', 'id', 'permissions'] },
);
const grants: fc.Arbitrary<Grant> = fc.record({
  permissions,
  clients: fc.option(ids),
  profiles: fc.option(ids),
});

/** Whether a principal with this grant could do anything that the other one cannot, tried one by one. */
function reachesFurther(grant: Grant, principal: Principal): boolean {
  const beyond = (limit: readonly string[] | undefined, given: readonly string[] | null): boolean =>
    limit !== undefined && (given ?? ['anything', ...limit]).some((id) => !limit.includes(id));
  return (
    grant.permissions.some((permission: Permission) => !principal.permissions.includes(permission)) ||
    beyond(principal.clients, grant.clients) ||
    beyond(principal.profiles, grant.profiles)
  );
}

function isGrantable(principal: Principal, grant: Grant): boolean {
  try {
    requireGrantable(principal, grant);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'permission_escalation', kind: 'forbidden' });
    return false;
  }
}

describe('a grant', () => {
  it('is refused exactly where it reaches further than who gives it', () => {
    fc.assert(
      fc.property(principals, grants, (principal, grant) => {
        expect(isGrantable(principal, grant)).toBe(!reachesFurther(grant, principal));
      }),
      { numRuns: 2_000 },
    );
  });

  it('can be handed on, and is never more at the end of a chain than at its start', () => {
    fc.assert(
      fc.property(principals, fc.array(grants, { minLength: 2, maxLength: 4 }), (first, chain) => {
        let holder = first;
        for (const grant of chain) {
          if (!isGrantable(holder, grant)) return;
          holder = {
            kind: 'token',
            id: 'tok_2',
            permissions: grant.permissions,
            ...(grant.clients === null ? {} : { clients: grant.clients }),
            ...(grant.profiles === null ? {} : { profiles: grant.profiles }),
          };
          expect(reachesFurther(grant, first)).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('that is refused says what is missing', () => {
    const principal: Principal = {
      kind: 'token',
      id: 't',
      permissions: ['config:read'],
      clients: ['cursor'],
    };
    const all = { clients: null, profiles: null };
    expect(() => requireGrantable(principal, { permissions: ['keys:manage'], ...all })).toThrow(
      /keys:manage/,
    );
    expect(() => requireGrantable(principal, { permissions: ['config:read'], ...all })).toThrow(
      /clients beyond cursor/,
    );
  });
});

describe('what a principal makes', () => {
  const end = '2026-03-01T13:00:00.000Z';
  const caller = { kind: 'token' as const, id: 'tok_1', permissions: PERMISSIONS };

  it.each([
    ['never', null, end],
    ['later', '2027-01-01T00:00:00.000Z', end],
    ['at once with it', end, end],
    ['before', '2026-03-01T12:30:00.000Z', '2026-03-01T12:30:00.000Z'],
  ])('ends no later than the principal, asked for %s', (_when, wanted, expected) => {
    expect(capExpiry({ ...caller, expires_at: end }, wanted)).toBe(expected);
    expect(capExpiry(caller, wanted)).toBe(wanted);
  });
});
