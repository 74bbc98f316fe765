import type { Principal } from '@mcp-orchestration/core';

/** What is said of a caller again and again. */
interface Caller {
  /** What a principal may do, in one text: those who may do the same are given the same answers. */
  readonly reach: string;
  /** `kind:id`, for the records and limits. */
  readonly name: string;
}

const CALLERS = new WeakMap<Principal, Caller>();

/** What is said of a principal; the same object for the same principal. */
export function callerOf(principal: Principal): Caller {
  const known = CALLERS.get(principal);
  if (known !== undefined) return known;
  const { permissions, clients = null, profiles = null, kind, id } = principal;
  const caller = { reach: JSON.stringify([permissions, clients, profiles]), name: `${kind}:${id}` };
  CALLERS.set(principal, caller);
  return caller;
}
