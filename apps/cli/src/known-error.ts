import { EXIT_CODE, OrchestrationError } from '@mcp-orchestration/core';
import { CommanderError } from 'commander';
import { reportInternalError } from './report-internal-error.js';

/** Any failure as an error of the table. */
export function knownError(error: unknown, command: string): OrchestrationError {
  if (error instanceof CommanderError) {
    return new OrchestrationError('invalid_input', {
      message: error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' '),
      hint: `See: ${command} --help`,
    });
  }
  if (!(error instanceof OrchestrationError))
    reportInternalError(error, { operation: command, requestId: '-' });
  if (error instanceof OrchestrationError && error.code !== 'internal') return error;
  return new OrchestrationError('internal', {
    hint: 'Repeat it with MCP_ORCHESTRATION_DEBUG=1 to see why.',
    cause: error,
  });
}

/** The exit code of an error. */
export function exitCodeOf({ kind }: OrchestrationError): number {
  return EXIT_CODE[kind];
}
