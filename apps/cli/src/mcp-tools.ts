import { loadCatalogue } from '@mcp-orchestration/core';
import { describeTools } from '@mcp-orchestration/mcp-stdio';
import { ALL_OPERATIONS } from './all-operations.js';

/**
 * The tools of every MCP session. The build puts in place of this module what it comes to: their schemas are the same
 * at each start, and loading every operation to write them takes longer than all else that a start does.
 */
export const MCP_TOOLS = describeTools(await loadCatalogue(ALL_OPERATIONS));
