import { PERMISSIONS, type Permission, ROLES, type Role } from '@mcp-orchestration/core';

/** The permissions that the claims of an access token give: `scope` (RFC 9068), or `scp`. Other scopes give none. */
export function permissionsOf({ scope, scp }: { scope?: unknown; scp?: unknown }): Permission[] {
  const scopes = new Set([...wordsOf(scope), ...wordsOf(scp)]);
  const given = new Set<Permission>();
  for (const [role, permissions] of Object.entries(ROLES) as [Role, readonly Permission[]][]) {
    if (scopes.has(`role:${role}`)) for (const permission of permissions) given.add(permission);
  }
  return PERMISSIONS.filter((permission) => given.has(permission) || scopes.has(permission));
}

function wordsOf(claim: unknown): readonly unknown[] {
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) ? claim : [];
}
