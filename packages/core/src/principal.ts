/** Every permission that an operation may ask for. */
export const PERMISSIONS = [
  'config:read',
  'config:draft',
  'config:publish',
  'config:deploy',
  'servers:manage',
  'keys:manage',
  'tokens:manage',
  'audit:read',
] as const;

/** A permission. */
export type Permission = (typeof PERMISSIONS)[number];

/** Named sets of permissions. Each holds those before it. */
export const ROLES = {
  viewer: ['config:read'],
  editor: ['config:read', 'config:draft'],
  deployer: ['config:read', 'config:draft', 'config:publish', 'config:deploy'],
  admin: PERMISSIONS,
} as const satisfies Record<string, readonly Permission[]>;

/** A role's name. */
export type Role = keyof typeof ROLES;

/** Who calls. */
export interface Principal {
  /** `local` is the person at the machine; the others come over the network. */
  readonly kind: 'local' | 'token' | 'api_key' | 'identity_provider';
  /** Stable, and no secret: a user's name, a token's id. Written to the audit log. */
  readonly id: string;
  readonly permissions: readonly Permission[];
  /** Where given, the only clients and profiles that this principal may see and change. */
  readonly clients?: readonly string[];
  readonly profiles?: readonly string[];
  /** ISO 8601, UTC: when these credentials end. Those that they make end then at the latest. */
  readonly expires_at?: string;
}

/** The person at the machine: every permission, unless limited. */
export function localPrincipal(id: string, permissions: readonly Permission[] = PERMISSIONS): Principal {
  return { kind: 'local', id, permissions };
}

/** Whether the principal holds a permission. */
export function holds(principal: Principal, permission: Permission): boolean {
  return principal.permissions.includes(permission);
}

/** Whether the principal's limits let it see this client and profile. What is not given is not limited. */
export function mayReach(
  principal: Principal,
  resource: { client_id?: string; profile_id?: string },
): boolean {
  const within = (limit: readonly string[] | undefined, id: string | undefined): boolean =>
    limit === undefined || id === undefined || limit.includes(id);
  return within(principal.clients, resource.client_id) && within(principal.profiles, resource.profile_id);
}
