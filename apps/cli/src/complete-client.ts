import { CLIENTS } from '@mcp-orchestration/core';

/** Offer the clients whose ids begin with what was typed, in the lines that the shells' completions read. */
export function completeClient(typed: string): void {
  for (const { client_id, display_name } of CLIENTS) {
    if (client_id.startsWith(typed)) process.stdout.write(`${client_id}\t${display_name}\n`);
  }
  process.stdout.write(':4\n');
}
