import type { Principal } from '@mcp-orchestration/core';
import type { DescribedTool } from './tools.js';

/** What answers the requests of one MCP session. */
export interface Session {
  readonly tools: readonly DescribedTool[];
  readonly principal: Principal;
  /** How this server names itself. */
  readonly info: { readonly name: string; readonly version: string };
  /** Call an operation as this session's principal. */
  invoke(name: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
}
