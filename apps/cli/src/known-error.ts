import type { OrchestrationError } from '@mcp-orchestration/core';
import { CommanderError } from 'commander';
import { reportInternalError } from './report-internal-error.js';

/** Any failure as an error of the table. Core is loaded here alone: a run that goes well may not need it. */
export async function knownError(error: unknown, command: string): Promise<OrchestrationError> {
  const { OrchestrationError: Known } = await import('@mcp-orchestration/core');
  if (error instanceof CommanderError) {
    return new Known('invalid_input', {
      message: error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' '),
      hint: `See: ${command} --help`,
    });
  }
  if (!(error instanceof Known)) reportInternalError(error, { operation: command, requestId: '-' });
  if (error instanceof Known && error.code !== 'internal') return error;
  return new Known('internal', {
    hint: 'Repeat it with MCP_ORCHESTRATION_DEBUG=1 to see why.',
    cause: error,
  });
}

/** The exit code of an error. */
export async function exitCodeOf({ kind }: OrchestrationError): Promise<number> {
  const { EXIT_CODE } = await import('@mcp-orchestration/core');
  return EXIT_CODE[kind];
}
