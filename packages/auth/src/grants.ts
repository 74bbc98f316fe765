import { OrchestrationError, type Permission, type Principal } from '@mcp-orchestration/core';

/** What a token gives: permissions, over all clients and profiles or some. */
export interface Grant {
  readonly permissions: readonly Permission[];
  readonly clients: readonly string[] | null;
  readonly profiles: readonly string[] | null;
}

/**
 * Nobody grants what they do not hold.
 * @throws OrchestrationError `permission_escalation`, naming what is missing.
 */
export function requireGrantable(principal: Principal, grant: Grant): void {
  const missing = grant.permissions.filter((permission) => !principal.permissions.includes(permission));
  if (missing.length > 0) {
    throw new OrchestrationError('permission_escalation', {
      message: `You cannot grant ${missing.join(', ')}: you do not hold it yourself.`,
    });
  }
  requireWithin(principal.clients, grant.clients, 'clients');
  requireWithin(principal.profiles, grant.profiles, 'profiles');
}

function requireWithin(
  held: readonly string[] | undefined,
  granted: readonly string[] | null,
  what: string,
): void {
  if (held === undefined || granted?.every((id) => held.includes(id)) === true) return;
  throw new OrchestrationError('permission_escalation', {
    message: `You cannot grant ${what} beyond ${held.join(', ')}, which you are limited to.`,
  });
}
