import { describe, expect, it } from 'vitest';
import { holds, localPrincipal, mayReach, PERMISSIONS, type Principal, ROLES } from '../src/principal.js';

describe('the roles', () => {
  it('each hold the one before and more, up to all permissions', () => {
    const roles: (readonly string[])[] = Object.values(ROLES);
    for (const [index, role] of roles.entries()) {
      const before = roles[index - 1] ?? [];
      expect(role.length).toBeGreaterThan(before.length);
      expect(role).toEqual(expect.arrayContaining([...before]));
    }
    expect(ROLES.admin).toEqual(PERMISSIONS);
  });

  it('let only an admin manage keys, tokens and servers, and read the audit log', () => {
    const kept = ['servers:manage', 'keys:manage', 'tokens:manage', 'audit:read'];
    expect(
      PERMISSIONS.filter((permission) => !(ROLES.deployer as readonly string[]).includes(permission)),
    ).toEqual(kept);
  });
});

describe('the person at the machine', () => {
  it('holds every permission, unless limited', () => {
    for (const permission of PERMISSIONS) {
      expect(holds(localPrincipal('me'), permission)).toBe(true);
      expect(holds(localPrincipal('me', ['config:read']), permission)).toBe(permission === 'config:read');
    }
  });
});

describe('the limits of a principal', () => {
  const limited: Principal = { ...localPrincipal('me'), clients: ['cursor', 'zed'], profiles: ['dev'] };

  it.each<[resource: Parameters<typeof mayReach>[1], reached: boolean]>([
    [{ client_id: 'cursor', profile_id: 'dev' }, true],
    [{ client_id: 'zed', profile_id: 'dev' }, true],
    [{ client_id: 'cursor', profile_id: 'default' }, false],
    [{ client_id: 'vscode', profile_id: 'dev' }, false],
    [{ client_id: 'cursor' }, true],
    [{ client_id: 'vscode' }, false],
    [{ profile_id: 'default' }, false],
    [{}, true],
  ])('%j: %s', (resource, reached) => {
    expect(mayReach(limited, resource)).toBe(reached);
    expect(mayReach(localPrincipal('me'), resource)).toBe(true);
  });

  it('that name nothing reach nothing', () => {
    expect(mayReach({ ...localPrincipal('me'), clients: [] }, { client_id: 'cursor' })).toBe(false);
  });
});
