import type { AnyOperation, Principal } from '@mcp-orchestration/core';

/** What answers the requests of one MCP session. */
export interface Session {
  readonly catalogue: readonly AnyOperation[];
  readonly principal: Principal;
  /** How this server names itself. */
  readonly info: { readonly name: string; readonly version: string };
  /** Call an operation as this session's principal. */
  invoke(name: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
}
