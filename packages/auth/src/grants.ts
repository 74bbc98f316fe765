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

/** When what a principal makes ends: as asked for, but no later than the principal itself. null: never. */
export function capExpiry({ expires_at: end }: Principal, wanted: string | null): string | null {
  return end === undefined || (wanted !== null && wanted <= end) ? wanted : end;
}

/** Whether a token reaches no client or profile that the principal does not: whose tokens a principal may see and end. */
export function isWithinLimits(
  principal: Principal,
  { clients, profiles }: Omit<Grant, 'permissions'>,
): boolean {
  return isWithin(principal.clients, clients) && isWithin(principal.profiles, profiles);
}

function isWithin(held: readonly string[] | undefined, granted: readonly string[] | null): boolean {
  return held === undefined || granted?.every((id) => held.includes(id)) === true;
}

function requireWithin(
  held: readonly string[] | undefined,
  granted: readonly string[] | null,
  what: string,
): void {
  if (held === undefined || isWithin(held, granted)) return;
  throw new OrchestrationError('permission_escalation', {
    message: `You cannot grant ${what} beyond ${held.join(', ')}, which you are limited to.`,
  });
}
