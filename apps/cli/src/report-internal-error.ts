/** Errors that callers see as `internal`: their text goes to stderr, and only where it is asked for, since it may name anything. */
export function reportInternalError(
  error: unknown,
  { operation, requestId }: { operation: string; requestId: string },
): void {
  if ((process.env.MCP_ORCHESTRATION_DEBUG ?? '') === '') return;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${operation} ${requestId}: ${text}\n`);
}
